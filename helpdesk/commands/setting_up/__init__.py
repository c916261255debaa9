"""`helpdesk init`: a new helpdesk set up in one sitting, or in several."""
