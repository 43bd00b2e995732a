# Words with quanteda: fold, tokens(), stop words, dfm(). Called by benchmarks/words.py.
# Arguments: a JSON file {"texts": [...], "stopped": [...]} and the file for the result.
arguments <- commandArgs(trailingOnly = TRUE)
suppressMessages({
  library(jsonlite)
  library(quanteda)
  library(stringi)
})
quanteda_options(threads = 1)
input <- fromJSON(arguments[1])
start <- proc.time()[["elapsed"]]
texts <- stri_replace_all_regex(input$texts, "&#?[0-9A-Za-z]{2,8};", " ")
texts <- stri_trans_nfkc(texts)
texts <- stri_replace_all_regex(texts, "[\u0623\u0625\u0622\u0671]", "\u0627")
texts <- stri_replace_all_fixed(texts, "\u0649", "\u064a")
texts <- stri_replace_all_regex(texts, "[\\p{Mn}\\p{Cf}\u0640]+", "")
words <- tokens(texts, what = "word", remove_punct = TRUE, remove_symbols = TRUE)
words <- tokens_remove(words, input$stopped, valuetype = "fixed")
counts <- dfm(words)
seconds <- proc.time()[["elapsed"]] - start
triplet <- as(counts, "TsparseMatrix")
result <- list(
  seconds = seconds, rows = triplet@i, columns = triplet@j, data = triplet@x,
  shape = dim(counts), terms = featnames(counts)
)
write(toJSON(result, auto_unbox = TRUE, digits = NA), arguments[2])
