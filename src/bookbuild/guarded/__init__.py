"""Names of files of others → their bytes, or why they are not read; their style sheets → what these ask for."""
