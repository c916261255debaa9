"""Who a question is for."""
