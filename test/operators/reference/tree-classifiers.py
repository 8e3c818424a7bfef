"""Writes tree-classifiers.json: what scikit-learn's trees, forests and boosting give for made-up classes and quantities.

Rows are normal numbers in 512ths, which 32 bits hold. A case is only kept if ten seeds give the same predictions, so that
no two of its divisions are equally good; else with fewer features, of which one alone leaves no choice.
"""
import json
import platform

import numpy as np
import sklearn
from sklearn.ensemble import ExtraTreesClassifier, ExtraTreesRegressor, GradientBoostingClassifier
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.metrics import accuracy_score, log_loss
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

rng = np.random.RandomState(8)
draw = lambda rows, columns: np.round(rng.standard_normal((rows, columns)) * 512) / 512
X, fresh = draw(90, 4), draw(60, 4)
signal = lambda X: X[:, 0] + 0.8 * X[:, 1] * X[:, 2]
codes = {
    "2": lambda X, noise: (signal(X) + noise > 0.3).astype(int),
    "3": lambda X, noise: np.digitize(signal(X) + noise, [-0.4, 0.9]),
}
noise, fresh_noise = 0.4 * rng.standard_normal(90), 0.4 * rng.standard_normal(60)
y = {k: code(X, noise) for k, code in codes.items()}
truth = {k: code(fresh, fresh_noise) for k, code in codes.items()}
Y = np.round(np.c_[signal(X) + noise, 3 * X[:, 1] - X[:, 3], 5 + X[:, 2] ** 2], 3)

short = lambda matrix: [[float(f"{value:.12g}") for value in row] for row in matrix]

exact = []
def classify(operator, kind, classes, params):
    for features in (4, 2, 1):
        used = X[:, :features]
        found = [kind(**params, random_state=seed).fit(used, y[classes]).predict_proba(fresh[:20, :features]) for seed in range(10)]
        # From the other end, other roundings would decide between equal divisions.
        found.append(kind(**params, random_state=0).fit(-used, y[classes]).predict_proba(-fresh[:20, :features]))
        if "Boosting" in operator:  # Another way to compute the same criterion.
            model = kind(**params, random_state=0, criterion="squared_error").fit(used, y[classes])
            found.append(model.predict_proba(fresh[:20, :features]))
        if all(np.abs(found[0] - other).max() < 1e-9 for other in found):
            exact.append(dict(operator=operator, classes=classes, features=features, params=params, scores=short(found[0])))
            return

for classes in ("2", "3"):
    for params in (
        dict(max_depth=3), dict(max_depth=3, criterion="entropy"), dict(min_samples_leaf=6),
        dict(min_samples_leaf=6, criterion="log_loss"), dict(min_samples_split=30, min_impurity_decrease=0.01, min_samples_leaf=5),
        dict(max_depth=3, min_samples_leaf=5, class_weight="balanced"),
        dict(max_depth=4, min_samples_leaf=5, criterion="entropy", class_weight="balanced"),
    ):
        classify("DecisionTreeClassifier", DecisionTreeClassifier, classes, params)
    for params in (
        dict(n_estimators=30, learning_rate=0.2, max_depth=2), dict(n_estimators=20, min_samples_leaf=6),
        dict(n_estimators=25, max_depth=2, min_samples_leaf=4), dict(n_estimators=12, max_depth=2, min_samples_leaf=8),
    ):
        classify("GradientBoostingClassifier", GradientBoostingClassifier, classes, params)

def forest(operator, kind, classes, params):
    """Rows are drawn as n4a draws them; with all features tried, only ties could tell the forests apart: the first seed whose
    forest does not depend on the order of the features."""
    params = dict(params, max_features=None)
    orders = [np.random.RandomState(k).permutation(4) for k in range(8)]
    for seed in range(1, 50):
        found = [kind(**params, random_state=seed).fit(X[:, order], y[classes]).predict_proba(fresh[:20, order]) for order in orders]
        found.append(kind(**params, random_state=seed).fit(-X, y[classes]).predict_proba(-fresh[:20]))
        if all(np.abs(found[0] - other).max() < 1e-9 for other in found):
            exact.append(dict(operator=operator, classes=classes, features=4, params=dict(params, random_state=seed), scores=short(found[0])))
            return

for classes in ("2", "3"):
    for more in (dict(), dict(class_weight="balanced"), dict(class_weight="balanced_subsample", criterion="entropy")):
        forest("RandomForestClassifier", RandomForestClassifier, classes, dict(n_estimators=6, max_depth=2, min_samples_leaf=9, **more))

joint = []
for operator, kind, params in (
    ("DecisionTreeRegressor", DecisionTreeRegressor, dict(max_depth=4)),
    ("DecisionTreeRegressor", DecisionTreeRegressor, dict(min_samples_leaf=4)),
    ("DecisionTreeRegressor", DecisionTreeRegressor, dict(min_samples_leaf=2, min_impurity_decrease=0.03)),
    ("RandomForestRegressor", RandomForestRegressor, dict(n_estimators=6, min_samples_leaf=6)),
):
    seeds = [3] if "Forest" in operator else range(10)
    found = [kind(**params, random_state=seed).fit(X, Y).predict(fresh[:20]) for seed in seeds]
    if all(np.abs(found[0] - other).max() < 1e-9 for other in found):
        joint.append(dict(operator=operator, params=dict(params, random_state=3), predictions=short(found[0])))
    else:
        print("ties:", operator, params)

bands = []
for operator, kind, params in (
    ("RandomForestClassifier", RandomForestClassifier, dict(n_estimators=50)),
    ("RandomForestClassifier", RandomForestClassifier, dict(n_estimators=50, criterion="entropy", class_weight="balanced_subsample", min_samples_leaf=2)),
    ("ExtraTreesClassifier", ExtraTreesClassifier, dict(n_estimators=50)),
    ("GradientBoostingClassifier", GradientBoostingClassifier, dict(n_estimators=40, subsample=0.7)),
):
    for classes in ("2", "3"):
        scores = []
        for seed in range(200):
            found = kind(**params, random_state=seed).fit(X, y[classes]).predict_proba(fresh)
            # Smoothed, so that a tree forest's shares of 0 do not rule the mean.
            scores.append([accuracy_score(truth[classes], found.argmax(axis=1)), log_loss(truth[classes], 0.98 * found + 0.02 / found.shape[1])])
        mean, sd = np.mean(scores, axis=0), np.std(scores, axis=0, ddof=1)
        bands.append(dict(operator=operator, classes=classes, params=params, seeds=200,
                          accuracy=[mean[0], sd[0]], log_loss=[mean[1], sd[1]]))

joint_bands = []
for operator, kind, params in (("ExtraTreesRegressor", ExtraTreesRegressor, dict(n_estimators=30)), ("RandomForestRegressor", RandomForestRegressor, dict(n_estimators=30, max_features="sqrt"))):
    errors = []
    for seed in range(200):
        found = kind(**params, random_state=seed).fit(X, Y).predict(fresh)
        errors.append(np.sqrt(((found - np.c_[signal(fresh), 3 * fresh[:, 1] - fresh[:, 3], 5 + fresh[:, 2] ** 2]) ** 2).mean(axis=0)))
    joint_bands.append(dict(operator=operator, params=params, seeds=200, mean=np.mean(errors, axis=0).tolist(), sd=np.std(errors, axis=0, ddof=1).tolist()))

rows = lambda matrix: "[\n" + ",\n".join("    " + json.dumps(row) for row in matrix) + "\n  ]"
versions = {"python": platform.python_version(), "numpy": np.__version__, "scikit-learn": sklearn.__version__}
parts = {
    "origin": json.dumps(__doc__.strip().replace("\n", " ")), "versions": json.dumps(versions),
    "X": rows(X.tolist()), "fresh": rows(fresh.tolist()), "Y": rows(Y.tolist()),
    "y": json.dumps({k: v.tolist() for k, v in y.items()}), "truth": json.dumps({k: v.tolist() for k, v in truth.items()}),
    "exact": rows(exact), "joint": rows(joint), "bands": rows(bands), "joint_bands": rows(joint_bands),
}
with open(__file__.replace(".py", ".json"), "w") as file:
    file.write("{\n" + ",\n".join(f'  "{name}": {text}' for name, text in parts.items()) + "\n}\n")
print(*((case["operator"], case["classes"], case["features"], case["params"]) for case in exact), sep="\n")
