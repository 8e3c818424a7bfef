"""Cross-validated random forest of scikit-learn. The answer is the RMSE of each seed."""

import numpy as np
from sklearn.ensemble import RandomForestRegressor

from spectra import Spectra, pooled_rmse


def prepare(options):
    data = Spectra(options["data"])

    def score(seed):
        predictions = []
        for training, validation in zip(data.training, data.validation):
            forest = RandomForestRegressor(options["n_estimators"], random_state=seed, n_jobs=options["cores"])
            forest.fit(data.X[training], data.y[training])
            predictions.append(forest.predict(data.X[validation])[:, None])
        return pooled_rmse(data, predictions)[0]

    return {"time": lambda: score(0), "answer": lambda: [score(seed) for seed in range(options["seeds"])]}
