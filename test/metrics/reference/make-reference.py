"""Makes metrics.json, intervals.json and mcnemar.json. Run with scikit-learn 1.2.1, scipy 1.10.1, numpy 1.24.2."""

import json
import math
import warnings

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn import metrics as m

warnings.simplefilter("ignore")
rng = np.random.RandomState(7)
MADE = f"make-reference.py with scikit-learn {sklearn.__version__}, scipy {scipy.__version__}, numpy {np.__version__}"


def number(value):
    value = float(value)
    return value if math.isfinite(value) else None


def attempt(score):
    try:
        return number(score())
    except ValueError:
        return None


def regression(name, y, p):
    y, p = np.asarray(y, float), np.asarray(p, float)
    e = p - y
    spread = y.std() > 0
    return {
        "name": name,
        "y_true": y.tolist(),
        "y_pred": p.tolist(),
        "scores": {
            "rmse": number(m.mean_squared_error(y, p, squared=False)),
            "mse": number(m.mean_squared_error(y, p)),
            "mae": number(m.mean_absolute_error(y, p)),
            "median_ae": number(m.median_absolute_error(y, p)),
            "max_error": number(m.max_error(y, p)),
            "mape": number(m.mean_absolute_percentage_error(y, p)),
            "r2": number(m.r2_score(y, p)) if spread else None,
            "explained_variance": number(m.explained_variance_score(y, p)) if spread else None,
            "pearson_r": number(stats.pearsonr(y, p)[0]),
            "spearman_r": number(stats.spearmanr(y, p)[0]),
            "consistency": number(1 - np.sqrt(np.mean(e**2)) / y.std()) if spread else None,
            "nrmse": number(np.sqrt(np.mean(e**2)) / np.ptp(y)) if spread else None,
            "nmae": number(np.mean(np.abs(e)) / np.ptp(y)) if spread else None,
            "nmse": number(np.mean(e**2) / y.var()) if spread else None,
        },
    }


def classification(name, y, p, n_classes, scores=None, probabilities=True):
    y, p = np.asarray(y), np.asarray(p)
    labels = list(range(n_classes))
    both = dict(zero_division=0)
    present = sorted(set(y) | set(p))
    specificities = []
    for k in [1] if n_classes == 2 else present:
        (tn, fp), _ = m.multilabel_confusion_matrix(y, p, labels=[k])[0]
        specificities.append(tn / (tn + fp) if tn + fp else 0.0)

    def auc():
        if scores is None or set(y) != set(labels):
            return math.nan
        if n_classes == 2:
            return m.roc_auc_score(y, scores[:, 1])
        return m.roc_auc_score(y, scores, multi_class="ovr", average="macro") if probabilities else math.nan

    found = {
        "accuracy": m.accuracy_score(y, p),
        "balanced_accuracy": m.balanced_accuracy_score(y, p),
        "mcc": m.matthews_corrcoef(y, p),
        "kappa": m.cohen_kappa_score(y, p),
        "hamming_loss": m.hamming_loss(y, p),
        "jaccard": m.jaccard_score(y, p, average="weighted", zero_division=0),
        "specificity": np.mean(specificities),
        "log_loss": m.log_loss(y, scores, labels=labels) if scores is not None and probabilities else math.nan,
        "roc_auc": auc(),
    }
    for average in ("macro", "weighted"):
        found[f"precision_{average}"] = m.precision_score(y, p, average=average, **both)
        found[f"recall_{average}"] = m.recall_score(y, p, average=average, **both)
        found[f"f1_{average}"] = m.f1_score(y, p, average=average, **both)
    return {
        "name": name,
        "n_classes": n_classes,
        "y_true": y.tolist(),
        "y_pred": p.tolist(),
        "y_score": None if scores is None else scores.tolist(),
        "probabilities": probabilities,
        "scores": {key: number(value) for key, value in found.items()},
    }


def some_probabilities(y, n_classes, skill, digits=None):
    raw = rng.gamma(0.7, size=(len(y), n_classes)) + skill * np.eye(n_classes)[y]
    made = raw / raw.sum(axis=1, keepdims=True)
    if digits is None:
        return made
    made = np.round(made, digits)
    made[:, -1] = 1 - made[:, :-1].sum(axis=1)
    return made


y = rng.normal(20, 5, 40)
regressions = [
    regression("random", y, y + rng.normal(0.5, 2, 40)),
    regression("poor", y, rng.permutation(y)),
    regression("opposite", y, 40 - y),
    regression("perfect", y, y),
    regression("constant prediction", y, np.full(40, 0.1)),
    regression("constant truth", np.full(5, 0.1), [0.2, 0.1, 0.4, 0.1, 0.3]),
    regression("ties", [1, 1, 2, 2, 3, 3], [1, 2, 2, 1, 3, 3]),
    regression("even number", [3, 1, 2, 5], [2.5, 1.5, 2.25, 9]),
    regression("negative and small", [-1, 0.001, 2, -3], [-1.5, 0.002, 1, 3]),
    regression("two samples", [1, 2], [5, 4]),
]

two = rng.randint(0, 2, 50)
three = rng.randint(0, 3, 60)
five = rng.randint(0, 5, 80)
p2, p3 = some_probabilities(two, 2, 0.6), some_probabilities(three, 3, 0.8)
p5 = some_probabilities(five, 5, 0.3)
tied = some_probabilities(two, 2, 0.6, digits=1)
certain = np.eye(3)[[0, 1, 2, 0, 1, 2, 0]]
classifications = [
    classification("two classes", two, p2.argmax(axis=1), 2, p2),
    classification("two classes, tied probabilities", two, tied.argmax(axis=1), 2, tied),
    classification("two classes, decision values", two, (p2[:, 1] > 0.7) * 1, 2, np.c_[-p2[:, 1], p2[:, 1] * 3], False),
    classification("three classes", three, p3.argmax(axis=1), 3, p3),
    classification("five classes, little skill", five, p5.argmax(axis=1), 5, p5),
    classification("labels alone", three, rng.permutation(three), 3),
    classification("a class is missing from the truth", np.minimum(three, 1), p3.argmax(axis=1), 3, p3),
    classification("a class is never predicted", three, np.minimum(p3.argmax(axis=1), 1), 3, p3),
    classification("a class occurs nowhere", two, p2.argmax(axis=1), 3, np.c_[p2, np.zeros(50)]),
    classification("constant prediction", three, np.full(60, 2), 3, np.full((60, 3), 1 / 3)),
    classification("one class in the truth", np.full(8, 1), [1, 1, 0, 1, 1, 0, 1, 1], 2),
    classification("one class in both", np.full(4, 1), np.full(4, 1), 2),
    classification("always wrong", [0, 1, 0, 1, 1], [1, 0, 1, 0, 0], 2),
    classification("perfect", [0, 1, 2, 0, 1, 2, 0], [0, 1, 2, 0, 1, 2, 0], 3, certain),
    classification("certain and wrong", [0, 1, 2, 0, 1, 2, 1], [0, 1, 2, 0, 1, 2, 0], 3, certain),
]

with open("metrics.json", "w") as file:
    json.dump({"made": MADE, "regression": regressions, "classification": classifications}, file)

truth, predicted = y[:25], (y + rng.normal(0.5, 2, 40))[:25]
codes, labels = three[:30], p3.argmax(axis=1)[:30]
intervals = []
for name, data, score in (
    ("rmse", (truth, predicted), lambda a, b: np.sqrt(np.mean((b - a) ** 2))),
    ("r2", (truth, predicted), m.r2_score),
    ("bias", (truth, predicted), lambda a, b: np.mean(b - a)),
    ("spearman_r", (truth, predicted), lambda a, b: stats.spearmanr(a, b)[0]),
    ("accuracy", (codes, labels), m.accuracy_score),
    ("f1_macro", (codes, labels), lambda a, b: m.f1_score(a, b, average="macro", zero_division=0)),
):
    for method in ("percentile", "BCa"):
        for confidence, seed in ((0.95, 0), (0.8, 12345)):
            found = stats.bootstrap(
                data,
                score,
                paired=True,
                vectorized=False,
                n_resamples=500,
                method=method,
                confidence_level=confidence,
                random_state=np.random.RandomState(seed),
            ).confidence_interval
            intervals.append(
                {
                    "metric": name,
                    "y_true": data[0].tolist(),
                    "y_pred": data[1].tolist(),
                    "method": method,
                    "confidence": confidence,
                    "n_resamples": 500,
                    "random_state": seed,
                    "low": float(found.low),
                    "high": float(found.high),
                }
            )
with open("intervals.json", "w") as file:
    json.dump({"made": MADE, "intervals": intervals}, file)

pairs = [(0, 0), (0, 1), (3, 3), (0, 5), (0, 6), (2, 12), (40, 61), (600, 700), (1, 2000), (5000, 5201)]
tests = [{"only_a": a, "only_b": b, "p": float(stats.binomtest(a, a + b).pvalue) if a + b else 1.0} for a, b in pairs]
with open("mcnemar.json", "w") as file:
    json.dump({"made": MADE, "tests": tests}, file)
