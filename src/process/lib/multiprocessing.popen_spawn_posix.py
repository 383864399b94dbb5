"""A child process that runs the program anew, for the start methods spawn and forkserver."""

import _posix
import os
from multiprocessing import popen_fork, spawn
from multiprocessing.context import set_spawning_popen

__all__ = ["Popen"]


class Popen(popen_fork.Popen):
    method = "spawn"

    def __init__(self, process_obj):
        self._fds = []
        popen_fork.Popen.__init__(self, process_obj)

    def duplicate_for_child(self, fd):
        self._fds.append(fd)
        return fd

    def _launch(self, process_obj):
        process_obj._popen = self
        set_spawning_popen(self)
        try:
            payload = spawn._pack(process_obj)
        finally:
            set_spawning_popen(None)
            process_obj._popen = None
        parent_r, child_w = os.pipe()
        self.pid = _posix.fork_fresh(spawn._with_descriptors(payload, self._fds + [child_w]))
        os.close(child_w)
        self._keep(parent_r)
