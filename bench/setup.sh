#!/bin/sh
# Installs what npm run bench compares with, on Debian or Ubuntu: scikit-learn, SciPy and R's pls, all on OpenBLAS (without it
# NumPy falls back to the reference BLAS and the peers look several times slower than they are).
set -eu
packages='python3-sklearn python3-scipy python3-numpy r-base-core r-cran-pls r-cran-jsonlite libopenblas0-pthread'
as_root=''
[ "$(id -u)" = 0 ] || as_root=sudo
$as_root apt-get update
# shellcheck disable=SC2086 # a list of names
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages
/usr/bin/python3 -c 'import sklearn, scipy, numpy; print("scikit-learn", sklearn.__version__, "SciPy", scipy.__version__, "NumPy", numpy.__version__)'
Rscript -e 'cat("R", format(getRversion()), "pls", format(packageVersion("pls")), "\n")'
