"""Values of test/operators/reference/classifiers.json, from scikit-learn 1.2.1, scipy 1.10.1 and numpy 1.24.2.

    python3 classifiers.py > classifiers.json

Spectra are written with six digits, so that JSON holds exactly the numbers that were fitted. `scores` are probabilities
(predict_proba), predicted indicators (PLS), or what decision_function gives: one column for two classes, whose positive
values are the second class; else one for each class, or (SVC) for each two classes, positive for the first of them.
"""
import json
import sys
import numpy as np
import sklearn
from sklearn.cross_decomposition import PLSRegression
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression, RidgeClassifier
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

random = np.random.RandomState(7)
n, p, fresh = 40, 6, 12
codes = {"2": (np.arange(n) * 7 % 5 < 2).astype(int), "3": np.array([0, 1, 2, 0, 1, 0, 2, 0] * 5)}
centers = random.normal(size=(3, p))
mixing = random.normal(size=(p, p))
noise = random.normal(size=(n + fresh, p)) @ mixing
X = np.round(noise[:n] + 0.8 * centers[codes["3"]] + 0.25 * np.outer(codes["2"], np.arange(p) - 2), 6)
X[11] = X[3]
Z = np.round(noise[n:] + centers[np.arange(fresh) % 3], 6)
Z[2] = X[3]
wide = np.round(random.normal(size=(18, 30)).cumsum(axis=1) + np.outer(np.arange(18) % 3, np.sin(np.arange(30) / 5)), 6)
wide_fresh = np.round(random.normal(size=(6, 30)).cumsum(axis=1), 6)
wide_codes = np.arange(18) % 3

def cases():
    def case(operator, params, classes, model, scores, spectra="small"):
        A, y, B = (X, codes[classes], Z) if spectra == "small" else (wide, wide_codes, wide_fresh)
        model.fit(A, y)
        found = scores(model, B)
        return {"operator": operator, "spectra": spectra, "classes": classes, "params": params,
                "scores": [[float(f"{v:.15g}") for v in np.atleast_1d(row)] for row in found],
                "labels": None if isinstance(model, PLSDA) else model.predict(B).tolist()}
    proba = lambda model, B: model.predict_proba(B)
    for classes in ("2", "3"):
        for count in (1, 3, 5):
            yield case("PLSDA", {"n_components": count}, classes, PLSDA(count), lambda m, B: m.predict(B))
        for params in ({}, {"solver": "lsqr"}, {"solver": "eigen"}, {"solver": "lsqr", "shrinkage": 0.3},
                       {"solver": "lsqr", "shrinkage": "auto"}, {"solver": "eigen", "shrinkage": "auto"}, {"tol": 0.3}):
            yield case("LinearDiscriminantAnalysis", params, classes, LinearDiscriminantAnalysis(**params), proba)
        priors = [0.2, 0.8] if classes == "2" else [0.2, 0.5, 0.3]
        for solver in ("svd", "lsqr"):
            params = {"priors": priors, "solver": solver}
            yield case("LinearDiscriminantAnalysis", params, classes, LinearDiscriminantAnalysis(**params), proba)
        for params in ({}, {"reg_param": 0.25}, {"priors": priors}):
            yield case("QuadraticDiscriminantAnalysis", params, classes, QuadraticDiscriminantAnalysis(**params), proba)
        for params in ({}, {"var_smoothing": 0.1}, {"priors": priors}):
            yield case("GaussianNB", params, classes, GaussianNB(**params), proba)
        for params in ({}, {"C": 0.01}, {"C": 1000}, {"class_weight": "balanced"}, {"fit_intercept": False},
                       {"multi_class": "ovr"}, {"multi_class": "ovr", "class_weight": "balanced"},
                       {"multi_class": "multinomial"}, {"solver": "liblinear"},
                       {"solver": "liblinear", "intercept_scaling": 4}, {"penalty": "none"}):
            # The initial solver, lbfgs, stops too early to be held against: at a share of the loss that no parameter sets.
            exact = {"solver": "newton-cg", "tol": 1e-13, "max_iter": 2000}
            yield case("LogisticRegression", params, classes, LogisticRegression(**{**exact, **params}), proba)
        for params in ({}, {"alpha": 0.1}, {"fit_intercept": False}):
            yield case("RidgeClassifier", params, classes, RidgeClassifier(**params), lambda m, B: m.decision_function(B))
        for params in ({}, {"weights": "distance"}, {"n_neighbors": 2}, {"metric": "manhattan", "weights": "distance"},
                       {"metric": "chebyshev"}, {"p": 3}):
            model = KNeighborsClassifier(**{"algorithm": "ball_tree", **params})
            yield case("KNeighborsClassifier", params, classes, model, proba)
        for params in ({}, {"C": 10}, {"kernel": "linear"}, {"kernel": "poly", "degree": 2, "coef0": 1},
                       {"kernel": "sigmoid", "gamma": 0.01}, {"gamma": "auto"}, {"gamma": 0.3},
                       {"class_weight": "balanced"}, {"class_weight": "balanced", "kernel": "linear", "C": 0.1}):
            model = SVC(decision_function_shape="ovo", tol=1e-10, **params)
            yield case("SVC", params, classes, model, lambda m, B: m.decision_function(B))
    yield case("PLSDA", {"n_components": 4}, "3", PLSDA(4), lambda m, B: m.predict(B), "wide")
    for params in ({}, {"solver": "lsqr", "shrinkage": "auto"}, {"solver": "eigen", "shrinkage": 0.1}):
        yield case("LinearDiscriminantAnalysis", params, "3", LinearDiscriminantAnalysis(**params), proba, "wide")
    for params in ({}, {"C": 0.1}):
        model = LogisticRegression(solver="newton-cg", tol=1e-13, max_iter=2000, **params)
        yield case("LogisticRegression", params, "3", model, proba, "wide")
    yield case("RidgeClassifier", {}, "3", RidgeClassifier(), lambda m, B: m.decision_function(B), "wide")

class PLSDA(PLSRegression):
    """The indicators of the classes, scaled; the inner loop runs until it has settled."""
    def __init__(self, n_components=5):
        super().__init__(n_components=n_components, scale=True, tol=1e-30, max_iter=100000)
    def fit(self, A, y):
        return super().fit(A, np.eye(int(y.max()) + 1)[y])

import warnings
warnings.simplefilter("ignore")
made = {"made_with": f"scikit-learn {sklearn.__version__}, test/operators/reference/classifiers.py",
        "small": {"X": X.tolist(), "fresh": Z.tolist(), "codes": {k: v.tolist() for k, v in codes.items()}},
        "wide": {"X": wide.tolist(), "fresh": wide_fresh.tolist(), "codes": {"3": wide_codes.tolist()}},
        "cases": list(cases())}
text = json.dumps({k: v for k, v in made.items() if k != "cases"})[:-1]
sys.stdout.write(text + ', "cases": [\n' + ",\n".join(json.dumps(c) for c in made["cases"]) + "\n]}\n")
