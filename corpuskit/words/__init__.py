"""Words: document-term matrix, concordances, collocations, keyness."""
