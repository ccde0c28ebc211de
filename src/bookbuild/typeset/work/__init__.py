"""Jobs → encoded fragments, from processes of this machine or from the workers of a Dask scheduler."""
