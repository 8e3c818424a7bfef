"""What the peers share: the data, the folds, the preprocessings in NumPy and SciPy, and the score."""

import json
import os

import numpy as np
from scipy.signal import savgol_filter


class Spectra:
    """X (n_samples, n_features), y (n_samples,) and positions of the validation rows of each fold."""

    def __init__(self, folder):
        with open(os.path.join(folder, "data.json")) as file:
            facts = json.load(file)
        shape = (facts["n_samples"], facts["n_features"])
        self.X = np.fromfile(os.path.join(folder, "X.f64")).reshape(shape)
        self.y = np.fromfile(os.path.join(folder, "y.f64"))
        self.validation = [np.array(rows) for rows in facts["validation"]]
        every = np.arange(shape[0])
        self.training = [np.setdiff1d(every, rows) for rows in self.validation]


def rmse_of(predictions, y):
    """Of predictions (n_samples, n_configurations): one number each."""
    return np.sqrt(np.mean((predictions - y[:, None]) ** 2, axis=0))


def pooled_rmse(data, predictions):
    """Of the validation rows of all folds together; predictions: one (n_validation, n_configurations) for each fold."""
    return rmse_of(np.concatenate(predictions), np.concatenate([data.y[rows] for rows in data.validation]))


def standard_normal_variate(X):
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)


def savitzky_golay(X):
    return savgol_filter(X, 15, 2, deriv=1, axis=1)


def corrected_for_scatter(X, reference):
    """Multiplicative scatter correction: each spectrum is regressed on the reference."""
    centered = reference - reference.mean()
    slopes = (X @ centered) / (centered @ centered)
    offsets = X.mean(axis=1) - slopes * reference.mean()
    return (X - offsets[:, None]) / slopes[:, None]


def preprocessed(data, name):
    """For each fold (training spectra, validation spectra); what looks at one spectrum at a time is done once, before the folds."""
    whole = {
        "none": lambda X: X,
        "msc": lambda X: X,
        "snv": standard_normal_variate,
        "sg": savitzky_golay,
    }[name](data.X)
    for training, validation in zip(data.training, data.validation):
        X, X_val = whole[training], whole[validation]
        if name == "msc":
            reference = X.mean(axis=0)
            X, X_val = corrected_for_scatter(X, reference), corrected_for_scatter(X_val, reference)
        yield X, X_val
