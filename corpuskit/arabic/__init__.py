"""The Arabic language: spelling, words, stop words, lemmas, dates. Knows no DataFrame."""
