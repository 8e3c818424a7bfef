# Cross-validated PLS of R's pls, scaled, for 1 ... n_components components: plsr() with its own cross-validation, which also fits
# the model of all samples.
suppressPackageStartupMessages({
  library(pls)
  library(jsonlite)
})
options_ <- fromJSON(commandArgs(TRUE)[1])
facts <- fromJSON(file.path(options_$data, "data.json"), simplifyVector = FALSE)
doubles <- function(name, n) readBin(file.path(options_$data, name), "double", n)
X <- matrix(doubles("X.f64", facts$n_samples * facts$n_features), facts$n_samples, byrow = TRUE)
y <- doubles("y.f64", facts$n_samples)
segments <- lapply(facts$validation, function(rows) unlist(rows) + 1)
spectra <- data.frame(y = y)
spectra$X <- X

work <- function() {
  model <- plsr(
    y ~ X, options_$n_components, data = spectra, scale = TRUE, method = options_$method,
    validation = "CV", segments = segments
  )
  sqrt(colMeans((model$validation$pred[, 1, ] - y)^2))
}

say <- function(message) {
  cat(toJSON(message, auto_unbox = TRUE, digits = NA), "\n", sep = "")
  flush(stdout())
}
say(list(ready = TRUE))
input <- file("stdin", "r")
while (length(line <- readLines(input, 1)) > 0) {
  if (line == "answer") {
    say(list(answer = unname(work())))
  } else {
    precise <- Sys.time()
    work()
    say(list(seconds = as.numeric(difftime(Sys.time(), precise, units = "secs"))))
  }
}
