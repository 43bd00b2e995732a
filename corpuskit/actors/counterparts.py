"""References such as نظيره الروسي."""
