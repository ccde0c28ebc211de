"""Folders that are whole or not there: `swap` puts a folder's new files in their place together, `scratch` has what a
process needs while it lives, `locks` tells the folders of living processes from those that dead ones left, which
`sweep` deletes.
"""
