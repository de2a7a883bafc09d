#pragma once
// glibc declares renameat2 only under _GNU_SOURCE, which Swift's import of glibc does not set.

/// Exchanges what two paths of one file system name, atomically; 0, or the errno.
int exchange_paths(const char *a, const char *b);
