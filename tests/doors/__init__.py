"""The doors: what is checked, what is kept, and what is answered, over HTTP and over sockets."""
