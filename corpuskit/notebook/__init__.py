"""What needs a running notebook: passages and tables that read from right to left."""
