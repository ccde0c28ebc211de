"""A folder and new files for it → the folder with all of them, or as it was.

`swap` puts them in their place together, `scratch` has what a process needs while it lives, `locks` tells the folders
of living processes from those that dead ones left, which `sweep` deletes.
"""
