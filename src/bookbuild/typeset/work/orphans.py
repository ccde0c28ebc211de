"""Imported first by processes that are to end with the one that began them: the server of workers, workers of Dask."""

from bookbuild.lifeline import end_with_parent

end_with_parent()
