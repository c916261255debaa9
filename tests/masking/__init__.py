"""Tests of what is masked before it leaves for Zendesk, and what stays. Every secret here is made up."""
