#pragma once
// glibc declares these only under _GNU_SOURCE, which Swift's import of glibc does not set.

/// Exchanges what two paths of one file system name, atomically; 0, or the errno.
int exchange_paths(const char *a, const char *b);

/// Writes all of a folder's file system to the disk; 0, or the errno.
int sync_file_system(int folder);
