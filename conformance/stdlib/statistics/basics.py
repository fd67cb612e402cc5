"""statistics: mean, median, mode, deviations."""

import statistics as st

data = [2, 4, 4, 4, 5, 5, 7, 9]
print(st.mean(data), st.median(data), st.mode(data), st.pstdev(data), st.pvariance(data), round(st.stdev(data), 6), st.median([3, 1, 2]), st.median_low([1, 2, 3, 4]), st.fmean([1, 2.5]), st.multimode("aabbc"))
try:
    st.mean([])
except st.StatisticsError as error:
    print(error)
