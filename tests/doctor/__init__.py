"""The doctor between both stand-ins and a store: what is well, and what each fault brings to light."""
