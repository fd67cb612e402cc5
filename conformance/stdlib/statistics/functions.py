"""statistics: averages, spread, quantiles, correlation, NormalDist; exact sums; errors."""

import statistics as st
from fractions import Fraction as F
from statistics import NormalDist

data = [1, 2, 2, 3, 4, 7, 9]
floats = [1.5, 2.25, 0.1, 0.2, 0.3, 1e10, -1e10]
print(st.mean(data), st.mean([1, 2]), st.mean([1, 2, 3]), st.mean(floats), st.mean([F(1, 2), F(1, 3)]), st.mean([True, False]), st.mean([0.1] * 3), st.mean([1, 0.5]))
print(st.fmean(data), st.fmean([1, 2, 3], weights=[3, 1, 1]), st.geometric_mean([54, 24, 36]), st.harmonic_mean([40, 60]), st.harmonic_mean([40, 60], weights=[5, 30]), st.harmonic_mean([2.5]), st.harmonic_mean([1, 0]))
print(st.median(data), st.median([1, 3]), st.median(["a", "c", "b"]), st.median_low([1, 3]), st.median_high([1, 3]), st.median_grouped([1, 2, 2, 3, 4, 4, 4, 5]), st.median_grouped([52, 52, 53, 54], interval=5))
print(st.mode(data), st.mode("abbc"), st.multimode("aabbc"), st.multimode([]), st.quantiles(data), st.quantiles(data, n=10), st.quantiles(data, n=3, method="inclusive"), st.quantiles([5]))
print(st.variance(data), st.pvariance(data), st.stdev(data), st.pstdev(data), st.variance(floats), st.stdev([1.5, 2.5, 2.75, 1.25]), st.pvariance([1, 2, 3, 4]), st.variance([F(1, 2), F(3, 4), F(7, 8)]), st.variance([1, 2, 3], 2), st.pstdev([0.1, 0.2, 0.3]), st.stdev([1, 1]))
x, y = [1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 1, 2, 3, 1, 2, 3]
print(st.covariance(x, y), st.correlation(x, y), st.correlation(x, [v * v for v in x], method="ranked"), st.correlation(x, [-v for v in x]), st.linear_regression(x, y), st.linear_regression([1, 2], [3, 5], proportional=True).slope)
n = NormalDist(100, 15)
print(n, n.mean, n.stdev, n.variance, n.median, n.pdf(110), n.cdf(120), n.inv_cdf(0.95), n.inv_cdf(0.001), n.inv_cdf(0.9999999), n.zscore(130), n.quantiles(), n + 5, n * 2, n + NormalDist(1, 2), n == NormalDist(100, 15), -n, 3 + n, n / 2, 5 - n)
print(NormalDist.from_samples([2.5, 3.1, 2.1, 2.4, 2.7, 3.5]), NormalDist(2.4, 1.6).overlap(NormalDist(3.2, 2.0)), NormalDist().samples(3, seed=5))
for bad in (lambda: st.mean([]), lambda: st.median([]), lambda: st.mode([]), lambda: st.variance([1]), lambda: st.stdev([]), lambda: st.quantiles([]), lambda: st.quantiles([1, 2], n=0), lambda: st.mean(["a"]),
            lambda: st.geometric_mean([-1]), lambda: st.harmonic_mean([-1, 2]), lambda: st.correlation([1, 1], [2, 3]), lambda: st.correlation([1], [2]), lambda: NormalDist(0, -1), lambda: NormalDist().inv_cdf(2), lambda: st.fmean([]), lambda: st.covariance([1, 2], [1]), lambda: st.quantiles([1, 2], method="x"), lambda: st.linear_regression([1, 1], [2, 3])):
    try:
        print(bad())
    except (st.StatisticsError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
