"""How fast corpuskit is, and how much memory it takes, beside the tools that people use today.

Run ``python -m benchmarks``; see README.md in this folder.
"""
