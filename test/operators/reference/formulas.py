"""Makes formulas.json: python3 formulas.py (Debian 12: numpy 1.24.2, scipy 1.10.1, scikit-learn 1.2.1).

Formulas are written out as in the articles that the operators name, with dense matrices and plain loops, and share nothing
with n4a.
"""
import json
import warnings
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy import stats
from scipy.spatial import ConvexHull
from sklearn.cluster import KMeans
from sklearn.cross_decomposition import PLSRegression
from sklearn.datasets import make_friedman1
from sklearn.decomposition import PCA
from sklearn.ensemble import ExtraTreesRegressor, GradientBoostingRegressor, RandomForestRegressor
from sklearn.feature_selection import VarianceThreshold
from sklearn.metrics.pairwise import rbf_kernel
from sklearn.model_selection import KFold, LeavePGroupsOut, LeavePOut, StratifiedShuffleSplit
from sklearn.preprocessing import KBinsDiscretizer

warnings.filterwarnings("ignore")
here = Path(__file__).parent
spectra = json.loads((here / "scikit-learn.json").read_text())
X, y = np.array(spectra["X"]), np.array(spectra["y"])
train, fresh, y_train = X[:12], X[12:], y[:12]
n_features = X.shape[1]
places = np.arange(n_features)
x_mean, x_std = train.mean(0), train.std(0, ddof=1)
x_std = np.where(x_std < 1e-12, 1, x_std)

FORMULA, STEPS = "numpy by the published formula", "numpy by the published steps"


def rounded(values):
    return [float("%.12g" % value) for value in np.ravel(values)]


# Transforms

transforms = []


def transform(operator, params, by, output):
    transforms.append(dict(operator=operator, params=params, by=by, output=[rounded(row) for row in output]))


def each(function):
    return np.array([function(x) for x in fresh])


def hull(x, upper):
    corners = ConvexHull(np.column_stack([places, x])).vertices
    corners = np.roll(corners, -list(corners).index(0))  # counterclockwise from the first point
    last = list(corners).index(n_features - 1)
    part = np.r_[corners[last:], 0][::-1] if upper else corners[: last + 1]
    return np.interp(places, part, x[part])


def local_snv(x, window):
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, window // 2, mode="reflect"), window)
    return (x - windows.mean(1)) / windows.std(1)


def emsc(x, degree):
    wavelengths = np.linspace(-1, 1, n_features)
    terms = np.column_stack([x_mean] + [wavelengths**k for k in range(degree + 1)])
    found = np.linalg.lstsq(terms, x, rcond=None)[0]
    return (x - terms[:, 1:] @ found[1:]) / found[0]


lengths = np.linalg.norm(train, axis=0)
ranges = np.ptp(train, axis=0)
ranges = np.where(ranges < 1e-12, 1, ranges)
transform("ParetoScaling", {}, FORMULA, (fresh - x_mean) / np.sqrt(x_std))
transform("RubberBand", {}, "scipy.spatial.ConvexHull", each(lambda x: x - hull(x, False)))
transform("ContinuumRemoval", {}, "scipy.spatial.ConvexHull", each(lambda x: x / hull(x, True)))
subtraction = {"method": "subtraction"}
transform("ContinuumRemoval", subtraction, "scipy.spatial.ConvexHull", each(lambda x: x - hull(x, True)))
transform("MinMaxNormalization", {}, FORMULA, each(lambda x: (x - x.min()) / np.ptp(x)))
transform("MaxNormalization", {}, FORMULA, each(lambda x: x / x.max()))
for threshold in (0, 0.045, 0.1):
    selected = VarianceThreshold(threshold).fit(train).transform(fresh)
    transform("VarianceThreshold", {"threshold": threshold}, "sklearn VarianceThreshold", selected)
robust = each(lambda x: (x - np.median(x)) / (1.4826 * stats.median_abs_deviation(x)))
transform("RSNV", {"k": 1.4826}, "scipy.stats.median_abs_deviation", robust)
transform("LSNV", {"window": 5}, "numpy sliding windows", each(lambda x: local_snv(x, 5)))
for degree in (1, 2, 4):
    transform("EMSC", {"degree": degree}, "numpy.linalg.lstsq", each(lambda x: emsc(x, degree)))
transform("AreaNormalization", {"method": "trapz"}, "numpy.trapz", each(lambda x: x / np.trapz(x)))
transform("ToAbsorbance", {"source_type": "transmittance%"}, FORMULA, -np.log10(fresh / 100))
transform("FromAbsorbance", {"target_type": "reflectance%"}, FORMULA, 100 * 10**-fresh)
transform("ReflectanceToAbsorbance", {"percent": True}, FORMULA, -np.log10(fresh / 100))
transform("KubelkaMunk", {"source_type": "reflectance%"}, FORMULA, (1 - fresh / 100) ** 2 / (2 * fresh / 100))
transform("PercentToFraction", {}, FORMULA, fresh / 100)
transform("FractionToPercent", {}, FORMULA, fresh * 100)
to_kubelka_munk = {"source_type": "absorbance", "target_type": "kubelka_munk"}
transform("SignalTypeConverter", to_kubelka_munk, FORMULA, (1 - 10**-fresh) ** 2 / (2 * 10**-fresh))
transform("LogTransform", {"base": 10, "offset": 0.5}, FORMULA, np.log10(fresh + 0.5))
transform("CropTransformer", {"start": 3, "end": -2}, "numpy slicing", fresh[:, 3:-2])
nine = np.linspace(0, n_features - 1, 9)
transform("ResampleTransformer", {"num_samples": 9}, "numpy.interp", each(lambda x: np.interp(nine, places, x)))
transform("SimpleScale", {}, FORMULA, (fresh - train.min(0)) / ranges)
transform("Normalize", {}, "numpy.linalg.norm", fresh / lengths)
transform("MeanCentering", {}, FORMULA, fresh - x_mean)

# Baselines

second, first = (np.diff(np.eye(n_features), order, axis=0) for order in (2, 1))
roughness, slope = second.T @ second, first.T @ first


def change(before, after):
    return np.linalg.norm(after - before) / np.linalg.norm(before)


def whittaker(x, weights, lam):
    return np.linalg.solve(np.diag(weights) + lam * roughness, weights * x)


def asls(x, lam, p):
    weights = np.ones(n_features)
    for _ in range(51):
        z = whittaker(x, weights, lam)
        after = np.where(x > z, p, 1 - p)
        if change(weights, after) < 1e-3:
            break
        weights = after
    return x - z


def iasls(x, lam, p, lam_1):
    z = np.polyval(np.polyfit(places, x, 2), places)
    weights = np.where(x > z, p, 1 - p)
    for _ in range(51):
        squares = weights**2
        z = np.linalg.solve(np.diag(squares) + lam * roughness + lam_1 * slope, squares * x + lam_1 * slope @ x)
        after = np.where(x > z, p, 1 - p)
        if change(weights, after) < 1e-3:
            break
        weights = after
    return x - z


def arpls(x, lam):
    weights = np.ones(n_features)
    for _ in range(51):
        d = x - whittaker(x, weights, lam)
        below = d[d < 0]
        if len(below) < 2:
            break
        m, s = below.mean(), below.std(ddof=1)
        after = 1 / (1 + np.exp(2 * (d - (2 * s - m)) / s))
        if change(weights, after) < 1e-3:
            break
        weights = after
    return d


def airpls(x, lam):
    weights = np.ones(n_features)
    for t in range(1, 52):
        d = x - whittaker(x, weights, lam)
        depth = -d[d < 0].sum()
        if (d < 0).sum() < 2 or depth < 1e-3 * np.abs(x).sum():
            break
        weights = np.where(d < 0, np.exp(t * np.abs(d) / depth), 0)
    return d


def modpoly(x, order):
    j = np.linspace(-1, 1, n_features)
    clipped, z = x, np.polyval(np.polyfit(j, x, order), j)
    for _ in range(250):
        clipped, before = np.minimum(clipped, z), z
        z = np.polyval(np.polyfit(j, clipped, order), j)
        if change(before, z) < 1e-3:
            break
    return x - z


def imodpoly(x, order):
    j = np.linspace(-1, 1, n_features)
    clipped, z = x, np.polyval(np.polyfit(j, x, order), j)
    deviation = (x - z).std()
    outside = x <= z + deviation
    for _ in range(250):
        clipped, before = np.minimum(clipped, z + deviation), deviation
        z = np.polyval(np.polyfit(j[outside], clipped[outside], order), j)
        deviation = (clipped - z).std()
        if abs(before - deviation) / deviation < 1e-3:
            break
    return x - z


SOLVE, POLYFIT = "numpy.linalg.solve by the published formula", "numpy.polyfit by the published steps"
transform("ASLSBaseline", {"lam": 100, "p": 0.05}, SOLVE, each(lambda x: asls(x, 100, 0.05)))
transform("IASLS", {"lam": 10, "p": 0.05, "lam_1": 0.01}, SOLVE, each(lambda x: iasls(x, 10, 0.05, 0.01)))
transform("ArPLS", {"lam": 50}, SOLVE, each(lambda x: arpls(x, 50)))
transform("AirPLS", {"lam": 5}, SOLVE, each(lambda x: airpls(x, 5)))
transform("ModPoly", {"poly_order": 2}, POLYFIT, each(lambda x: modpoly(x, 2)))
transform("IModPoly", {"poly_order": 2}, POLYFIT, each(lambda x: imodpoly(x, 2)))
pca = PCA(0.9999).fit(train)
largest = np.abs(pca.components_).argmax(1)
signs = np.sign(pca.components_[np.arange(len(largest)), largest])
turned = "sklearn PCA, columns turned by the largest loading"
transform("FlexiblePCA", {"n_components": 0.9999}, turned, pca.transform(fresh) * signs)

# Intervals


def fold_scores(columns, n_components, cv, scoring):
    scores = []
    for rows, held in KFold(cv).split(train):
        if np.all(train[rows][:, columns].std(0) < 1e-12):
            return -np.inf
        pls = PLSRegression(min(n_components, len(columns), len(train) - 1))
        errors = pls.fit(train[rows][:, columns], y_train[rows]).predict(train[held][:, columns])[:, 0] - y_train[held]
        spread = ((y_train[held] - y_train[held].mean()) ** 2).sum()
        scores.append(1 - errors @ errors / spread if scoring == "r2" else -np.sqrt(np.mean(errors**2)))
    return np.mean(scores)


def best_intervals(interval_width, n_components, cv, mode, scoring):
    n_intervals = -(-n_features // interval_width)
    columns = lambda chosen: [j for j in places if j // interval_width in chosen]
    score = lambda chosen: fold_scores(columns(chosen), n_components, cv, scoring)
    everything = list(range(n_intervals))
    chosen = everything if mode == "backward" else []
    best = score(chosen) if mode == "backward" else -np.inf
    while True:
        if mode == "backward":
            candidates = [[i for i in chosen if i != dropped] for dropped in chosen] if len(chosen) > 1 else []
        else:
            candidates = [chosen + [i] for i in everything if i not in chosen]
        scores = [score(candidate) for candidate in candidates]
        if not scores or max(scores) <= best:
            break
        best = max(scores)
        chosen = candidates[int(np.argmax(scores))]
        if mode == "single":
            break
    return [int(j) for j in columns(chosen)]


intervals = []
for mode, scoring, width, n_components in [
    ("single", "r2", 3, 2),
    ("forward", "r2", 3, 2),
    ("forward", "neg_root_mean_squared_error", 3, 1),
    ("backward", "neg_root_mean_squared_error", 5, 2),
]:
    params = dict(interval_width=width, n_components=n_components, cv=3, mode=mode, scoring=scoring)
    intervals.append(dict(params=params, indices=best_intervals(**params)))

# Models

models = []


def model(operator, params, by, predictions, **more):
    models.append(dict(operator=operator, params=params, by=by, predictions=rounded(predictions), **more))


for operator, n_components, scale in [("IKPLS", 4, True), ("IKPLS", 3, False), ("SIMPLS", 4, True), ("SIMPLS", 3, False)]:
    pls = PLSRegression(n_components, scale=scale).fit(train, y_train)
    model(operator, dict(n_components=n_components, scale=scale), "sklearn PLSRegression", pls.predict(fresh))

for n_orthogonal, n_pls in [(1, 1), (2, 3)]:
    # Without the constant feature, whose rounding scikit-learn would scale up.
    A, B = (((part - x_mean) / x_std)[:, :-1] for part in (train, fresh))
    w = A.T @ (y_train - y_train.mean())
    w /= np.linalg.norm(w)
    for _ in range(n_orthogonal):
        t = A @ w
        p = A.T @ t / (t @ t)
        orthogonal = p - (w @ p) * w
        orthogonal /= np.linalg.norm(orthogonal)
        scores = A @ orthogonal
        loadings = A.T @ scores / (scores @ scores)
        A, B = A - np.outer(scores, loadings), B - np.outer(B @ orthogonal, loadings)
    params = dict(n_components=n_orthogonal, pls_components=n_pls)
    predicted = PLSRegression(n_pls).fit(A, y_train).predict(B)
    model("OPLS", params, f"{STEPS}, then sklearn PLSRegression", predicted, features=15)

for gamma, n_components in [(1.0, 3), (0.2, 5)]:
    K, k = rbf_kernel(train, train, gamma=gamma), rbf_kernel(fresh, train, gamma=gamma)
    centered = [part - part.mean(1, keepdims=True) - K.mean(0) + K.mean() for part in (K, k)]
    predicted = PLSRegression(n_components, scale=False).fit(centered[0], y_train).predict(centered[1])
    model("KernelPLS", dict(n_components=n_components, gamma=gamma), "sklearn rbf_kernel and PLSRegression", predicted)


def lwpls(x, n_components, width):
    std = train.std(0)
    std = np.where(std < 1e-12, 1, std)
    A, query, rest = (train - x_mean) / std, (x - x_mean) / std, (y_train - y_train.mean()) / y_train.std()
    distances = np.linalg.norm(A - query, axis=1)
    weights = np.exp(-distances / (width * distances.std(ddof=1)))
    center, predicted = weights @ A / weights.sum(), weights @ rest / weights.sum()
    A, query, rest = A - center, query - center, rest - predicted
    for _ in range(n_components):
        w = A.T @ (weights * rest)
        w /= np.linalg.norm(w)
        t, own = A @ w, query @ w
        size = t @ (weights * t)
        loadings, y_loading = A.T @ (weights * t) / size, rest @ (weights * t) / size
        predicted += own * y_loading
        A, rest, query = A - np.outer(t, loadings), rest - y_loading * t, query - own * loadings
    return y_train.mean() + y_train.std() * predicted


for n_components, width in [(2, 1.0), (4, 0.5)]:
    params = dict(n_components=n_components, lambda_in_similarity=width)
    model("LWPLS", params, STEPS, each(lambda x: lwpls(x, n_components, width)))

chosen = intervals[0]["indices"]
predicted = PLSRegression(2).fit(train[:, chosen], y_train).predict(fresh[:, chosen])
model("IntervalPLS", intervals[0]["params"], "sklearn PLSRegression on the intervals", predicted)

# Random selections

generator = np.random.RandomState(7)
Z = np.round(generator.randn(40, 20), 2)
informative = [3, 9, 15]
z = np.round(2 * Z[:, informative].sum(1) + 0.5 * generator.randn(40), 2)
seeds = 100


def largest_pls(A, b, n_components=3):
    return PLSRegression(min(n_components, A.shape[1], A.shape[0] - 1)).fit(A, b)


def raw_coefficients(pls):
    return pls.coef_[:, 0] / pls._x_std


def cars(seed, n_runs=30, least=0.1, share=0.8, n_folds=5):
    random = np.random.RandomState(seed)
    n, p = Z.shape
    current, best = np.arange(p), (np.inf, None)
    for run in range(n_runs):
        rows = random.permutation(n)[: int(n * share)]
        wanted = max(1, int(p * least ** (run / (n_runs - 1))))
        weights = np.abs(raw_coefficients(largest_pls(Z[rows][:, current], z[rows])))
        if wanted < len(current):
            current = np.sort(random.choice(current, wanted, replace=False, p=weights / weights.sum()))
        order, squares = random.permutation(n), 0
        for held in np.array_split(order, n_folds):
            kept = np.setdiff1d(order, held)
            pls = largest_pls(Z[kept][:, current], z[kept])
            squares += ((pls.predict(Z[held][:, current])[:, 0] - z[held]) ** 2).sum()
        if squares < best[0]:
            best = (squares, current)
    return best[1]


def stabilities(seed, n_subsets=100, share=0.8):
    random = np.random.RandomState(seed)
    n, p = Z.shape
    joined = np.hstack([Z, random.randn(n, p) * Z.std(0).mean()])
    subsets = [random.randint(0, n, int(n * share)) for _ in range(n_subsets)]
    b = np.array([raw_coefficients(largest_pls(joined[rows], z[rows])) for rows in subsets])
    return (np.abs(b.mean(0)) / (b.std(0) + 1e-10))[:p]


kept = [cars(seed) for seed in range(seeds)]
frequency = np.mean([np.isin(np.arange(20), columns) for columns in kept], axis=0)
counts = [len(columns) for columns in kept]
stable = np.array([stabilities(seed) for seed in range(seeds)])
random_selections = dict(
    X=Z.tolist(),
    y=z.tolist(),
    informative=informative,
    seeds=seeds,
    CARS=dict(
        params=dict(n_components=3, n_sampling_runs=30),
        frequency=[round(float(share), 3) for share in frequency],
        mean_count=float(np.mean(counts)),
        sd_count=float("%.4g" % np.std(counts)),
    ),
    MCUVE=dict(
        params=dict(n_components=3),
        mean=[float("%.5g" % value) for value in stable.mean(0)],
        sd=[float("%.4g" % value) for value in stable.std(0)],
    ),
)

# Splitters

splits = []


def division(splitter, params, by, n_samples, folds, groups=None, X=None, y=None):
    listed = [[[int(row) for row in rows] for rows in fold] for fold in folds]
    facts = dict(splitter=splitter, params=params, by=by, n_samples=n_samples, groups=groups, X=X, y=y)
    splits.append(dict(**facts, folds=listed))


for n, k, thickness in [(11, 3, 1), (17, 4, 2)]:
    labels = (np.arange(n) // thickness) % k
    folds = [(np.where(labels != fold)[0], np.where(labels == fold)[0]) for fold in range(k)]
    division("VenetianBlinds", dict(n_splits=k, thickness=thickness), "numpy", n, folds)
for n, k in [(11, 3), (20, 7)]:
    folds = [(np.setdiff1d(np.arange(n), block), block) for block in np.array_split(np.arange(n), k)]
    division("ContiguousBlocks", dict(n_splits=k), "numpy.array_split", n, folds)
for p in (2, 3):
    division("LeavePOut", dict(p=p), "sklearn LeavePOut", 5, LeavePOut(p).split(np.zeros((5, 1))))
groups = ["b", "a", "c", "a", "b", "d", "c", "d"]
folds = LeavePGroupsOut(2).split(np.zeros((8, 1)), groups=groups)
division("LeavePGroupsOut", dict(n_groups=2), "sklearn LeavePGroupsOut", 8, folds, groups=groups)

distances = np.sqrt(((X[:, None] - X[None]) ** 2).sum(2))
of_y = np.abs(y[:, None] - y[None])


def farthest_pair(D, free):
    return list(max(((i, j) for i in free for j in free if i < j), key=lambda pair: D[pair]))


def farthest_from(D, chosen, free):
    return max(free, key=lambda i: min(D[i, j] for j in chosen))


def kennard_stone(D, size):
    chosen = farthest_pair(D, range(len(D)))
    while len(chosen) < size:
        chosen.append(farthest_from(D, chosen, [i for i in range(len(D)) if i not in chosen]))
    return chosen


def duplex(D, n_val):
    free, parties, sizes = list(range(len(D))), [], [len(D) - n_val, n_val]
    for _ in sizes:
        parties.append(farthest_pair(D, free))
        free = [i for i in free if i not in parties[-1]]
    turn = 0
    while free:
        party = parties[turn % 2]
        if len(party) < sizes[turn % 2]:
            party.append(farthest_from(D, party, free))
            free.remove(party[-1])
        turn += 1
    return parties


for n_val in (4, 7):
    division("DUPLEX", dict(test_size=n_val), STEPS, 15, [duplex(distances, n_val)], X="shared")
for name, D in [("KennardStone", distances), ("SPXY", distances / distances.max() + of_y / of_y.max())]:
    chosen = kennard_stone(D, 10)
    fold = (chosen, np.setdiff1d(np.arange(15), chosen))
    division(name, dict(test_size=5), STEPS, 15, [fold], X="shared", y=y.tolist())

generator = np.random.RandomState(3)
corners = np.repeat(np.array([[0, 0], [40, 0], [0, 40], [40, 40]]), 5, 0)
points = np.round(corners + generator.randn(20, 2), 3)[generator.permutation(20)]
clusters = KMeans(4, n_init=50, random_state=0).fit(points)
to_centers = np.linalg.norm(points - clusters.cluster_centers_[clusters.labels_], axis=1)
nearest = sorted(min(np.where(clusters.labels_ == k)[0], key=lambda i: to_centers[i]) for k in range(4))
fold = (nearest, np.setdiff1d(np.arange(20), nearest))
division("KMeansSplitter", dict(test_size=16, random_state=5), "sklearn KMeans", 20, [fold], X=points.tolist())

skewed = np.round(np.random.RandomState(1).gamma(2, 3, 30), 2)
for strategy, n_bins, seed in [("uniform", 3, 42), ("quantile", 5, 7)]:
    bins = KBinsDiscretizer(n_bins, encode="ordinal", strategy=strategy).fit_transform(skewed[:, None])[:, 0]
    folds = StratifiedShuffleSplit(1, test_size=0.3, random_state=seed).split(skewed[:, None], bins)
    params = dict(n_bins=n_bins, strategy=strategy, random_state=seed, test_size=0.3)
    by = "sklearn KBinsDiscretizer and StratifiedShuffleSplit"
    division("KBinsStratifiedSplitter", params, by, 30, folds, y=skewed.tolist())

# Trees

A, b = (part.round(3) for part in make_friedman1(130, n_features=6, noise=0.5, random_state=0))
bands = []
for regressor, params in [
    (RandomForestRegressor, dict(n_estimators=50)),
    (ExtraTreesRegressor, dict(n_estimators=50)),
    (ExtraTreesRegressor, dict(n_estimators=50, max_features=0.5, min_samples_leaf=3)),
    (GradientBoostingRegressor, dict(n_estimators=60, subsample=0.5)),
]:
    errors = []
    for seed in range(20):
        fitted = regressor(random_state=seed, **params).fit(A[:90], b[:90])
        errors.append(np.sqrt(np.mean((fitted.predict(A[90:]) - b[90:]) ** 2)))
    band = dict(mean=float("%.5g" % np.mean(errors)), sd=float("%.4g" % np.std(errors, ddof=1)))
    bands.append(dict(operator=regressor.__name__, params=params, seeds=20, **band))

origin = (
    "Made by formulas.py beside this file. Transforms, intervals and models: fitted on the first 12 rows of scikit-learn.json, "
    "applied to the last 3. Random selections: 40 samples of 20 made-up features, of which three make y, over seeds 0 to 99. "
    "Trees: sklearn.datasets.make_friedman1, the first 90 rows train, RMSE of the last 40 over seeds 0 to 19."
)
versions = dict(numpy=np.__version__, scipy=scipy.__version__, **{"scikit-learn": sklearn.__version__})
made = dict(origin=origin, versions=versions, transforms=transforms, intervals=intervals, models=models)
made.update(random=random_selections, splits=splits, trees=dict(X=A.tolist(), y=b.tolist(), bands=bands))
(here / "formulas.json").write_text(json.dumps(made))
