"""Writes networks.json: what scikit-learn's multilayer perceptrons give for made-up spectra, quantities and classes."""
import json
import platform
import warnings

import numpy as np
import scipy
import sklearn
from sklearn.neural_network import MLPClassifier, MLPRegressor

warnings.simplefilter("ignore")
rng = np.random.RandomState(4)
X, fresh = np.round(rng.standard_normal((40, 6)), 3), np.round(rng.standard_normal((8, 6)), 3)
y = np.round(np.tanh(X[:, 0]) + 0.5 * X[:, 1] * X[:, 2] + 0.1 * rng.standard_normal(40), 3)
codes = {"2": (y > 0.1).astype(int), "3": np.digitize(y, [-0.3, 0.4])}
small = dict(hidden_layer_sizes=[5])
many = dict(hidden_layer_sizes=[6, 4])

cases = []
def case(operator, kind, target, params):
    model = kind(**params).fit(X, target)
    found = model.predict_proba(fresh) if operator == "MLPClassifier" else model.predict(fresh)[:, None]
    classes = {id(codes["2"]): "2", id(codes["3"]): "3"}.get(id(target))
    cases.append(dict(operator=operator, classes=classes, params=params, n_iter=model.n_iter_, loss=model.loss_, predictions=found.tolist()))

for operator, kind, targets in (("MLPRegressor", MLPRegressor, [y]), ("MLPClassifier", MLPClassifier, [codes["2"], codes["3"]])):
    for target in targets:
        for activation in ("relu", "tanh", "logistic", "identity"):
            case(operator, kind, target, dict(small, activation=activation, solver="lbfgs", alpha=0.1, max_iter=25, random_state=1))
        case(operator, kind, target, dict(many, activation="tanh", solver="lbfgs", alpha=1.0, max_iter=2000, max_fun=20000, tol=1e-7, random_state=3))
        case(operator, kind, target, dict(many, solver="adam", learning_rate_init=0.01, batch_size=16, max_iter=60, random_state=2))
        case(operator, kind, target, dict(small, solver="adam", learning_rate_init=0.05, max_iter=1000, tol=1e-3, activation="logistic", random_state=5))
        case(operator, kind, target, dict(many, solver="adam", learning_rate_init=0.02, batch_size=8, early_stopping=True, validation_fraction=0.2, n_iter_no_change=5, random_state=6))
        case(operator, kind, target, dict(small, solver="sgd", learning_rate_init=0.05, learning_rate="adaptive", batch_size=10, max_iter=400, tol=1e-3, n_iter_no_change=2, random_state=7))
        case(operator, kind, target, dict(small, solver="sgd", learning_rate="invscaling", power_t=0.3, learning_rate_init=0.1, nesterovs_momentum=False, shuffle=False, max_iter=50, random_state=8))
        case(operator, kind, target, dict(max_iter=15, random_state=9))

rows = lambda matrix: "[\n" + ",\n".join("    " + json.dumps(row) for row in matrix) + "\n  ]"
versions = {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__}
parts = {
    "origin": json.dumps(__doc__.strip()), "versions": json.dumps(versions), "X": rows(X.tolist()), "fresh": rows(fresh.tolist()),
    "y": json.dumps(y.tolist()), "codes": json.dumps({k: v.tolist() for k, v in codes.items()}), "cases": rows(cases),
}
with open(__file__.replace(".py", ".json"), "w") as file:
    file.write("{\n" + ",\n".join(f'  "{name}": {text}' for name, text in parts.items()) + "\n}\n")
