"""Cross-validated ridge regression for several penalties:

each_alpha: scikit-learn's Ridge, one fit for each penalty and fold
eigen:      NumPy, one eigendecomposition of the Gram matrix of the samples a fold, which serves every penalty
"""

import numpy as np
from joblib import Parallel, delayed
from sklearn.linear_model import Ridge

from spectra import Spectra, pooled_rmse


def each_alpha(X, y, X_val, alphas):
    return np.column_stack([Ridge(alpha=alpha).fit(X, y).predict(X_val) for alpha in alphas])


def eigen(X, y, X_val, alphas):
    x_mean, y_mean = X.mean(axis=0), y.mean()
    X, X_val = X - x_mean, X_val - x_mean
    values, vectors = np.linalg.eigh(X @ X.T)
    projected = vectors.T @ (y - y_mean)
    dual = vectors @ (projected[:, None] / (np.maximum(values, 0)[:, None] + np.array(alphas)[None, :]))
    return X_val @ (X.T @ dual) + y_mean


def prepare(options):
    data = Spectra(options["data"])
    fit = {"each_alpha": each_alpha, "eigen": eigen}[options["algorithm"]]
    jobs, alphas = options.get("jobs", 1), options["alphas"]

    def work():
        tasks = (
            (data.X[training], data.y[training], data.X[validation], alphas)
            for training, validation in zip(data.training, data.validation)
        )
        if jobs == 1:
            predictions = [fit(*task) for task in tasks]
        else:
            predictions = Parallel(n_jobs=jobs)(delayed(fit)(*task) for task in tasks)
        return pooled_rmse(data, predictions)

    return {"time": work}
