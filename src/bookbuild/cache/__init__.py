"""Bytes, each under the digest of all that decides them → the same bytes in a later build.

`backends`: where they are kept; `store`: entries by kind and key; `memo`: results of a step; `reads`: what a build
read of its book; `build_record`: the record by which an unchanged book is known.
"""
