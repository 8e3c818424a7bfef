"""Cross-validated PLS of one target, scaled, for 1 … n_components components:

improved_kernel: algorithm 1 of improved kernel PLS, which IKPLS implements, in NumPy, one fit a fold
one_fit:         scikit-learn's PLSRegression, one fit a fold, from whose rotations and loadings all smaller models follow
refit:           scikit-learn's PLSRegression, one fit for each number of components and fold

@see Dayal & MacGregor (1997), Journal of Chemometrics 11(1), 73-85
"""

import numpy as np
from joblib import Parallel, delayed
from sklearn.cross_decomposition import PLSRegression

from spectra import Spectra, pooled_rmse, preprocessed


def improved_kernel(X, y, X_val, n_components):
    x_mean, x_std = X.mean(axis=0), X.std(axis=0, ddof=1)
    x_std[x_std == 0] = 1
    y_mean = y.mean()
    X = (X - x_mean) / x_std
    covariance = X.T @ (y - y_mean)
    P = np.empty((n_components, X.shape[1]))
    R = np.empty((n_components, X.shape[1]))
    B = np.empty((n_components, X.shape[1]))
    coefficients = np.zeros(X.shape[1])
    for a in range(n_components):
        weights = covariance / np.linalg.norm(covariance)
        R[a] = weights - (P[:a] @ weights) @ R[:a]
        scores = X @ R[a]
        squares = scores @ scores
        P[a] = (scores @ X) / squares
        loading = (R[a] @ covariance) / squares
        covariance = covariance - P[a] * (loading * squares)
        coefficients = coefficients + R[a] * loading
        B[a] = coefficients
    return ((X_val - x_mean) / x_std) @ B.T + y_mean


def one_fit(X, y, X_val, n_components):
    model = PLSRegression(n_components=n_components, scale=True).fit(X, y)
    steps = model.x_rotations_ * model.y_loadings_[0]
    coefficients = np.cumsum(steps, axis=1) * model._y_std[0]
    return ((X_val - model._x_mean) / model._x_std) @ coefficients + model._y_mean[0]


def refit(X, y, X_val, n_components):
    models = (PLSRegression(n_components=a + 1, scale=True).fit(X, y) for a in range(n_components))
    return np.column_stack([model.predict(X_val).ravel() for model in models])


def prepare(options):
    data = Spectra(options["data"])
    fit = {"improved_kernel": improved_kernel, "one_fit": one_fit, "refit": refit}[options["algorithm"]]
    n_components, jobs = options["n_components"], options.get("jobs", 1)

    def work():
        tasks = (
            (X, data.y[training], X_val, n_components)
            for name in options["preprocessings"]
            for training, (X, X_val) in zip(data.training, preprocessed(data, name))
        )
        if jobs == 1:
            predictions = [fit(*task) for task in tasks]
        else:
            predictions = Parallel(n_jobs=jobs)(delayed(fit)(*task) for task in tasks)
        n_folds = len(data.validation)
        scores = [
            pooled_rmse(data, predictions[first : first + n_folds]) for first in range(0, len(predictions), n_folds)
        ]
        return np.concatenate(scores)

    return {"time": work}
