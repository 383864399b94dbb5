"""A child process made by a fork."""

import _mp
import _posix
import os
import signal
from multiprocessing import util

__all__ = ["Popen"]


class Popen:
    method = "fork"

    def __init__(self, process_obj):
        util._flush_std_streams()
        self.returncode = None
        self._launch(process_obj)

    def duplicate_for_child(self, fd):
        return fd

    def _wait(self, block, timeout):
        if self.returncode is None:
            try:
                pid, status = _posix.wait(self.pid, block, timeout)
            except OSError:
                return None
            if pid == self.pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def poll(self, flag=os.WNOHANG):
        return self._wait(not flag & os.WNOHANG, None)

    def wait(self, timeout=None):
        return self._wait(True, timeout)

    def _send_signal(self, sig):
        if self.returncode is None:
            try:
                os.kill(self.pid, sig)
            except ProcessLookupError:
                pass

    def terminate(self):
        self._send_signal(signal.SIGTERM)

    def kill(self):
        self._send_signal(signal.SIGKILL)

    def _launch(self, process_obj):
        code = 1
        parent_r, child_w = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.close(parent_r)
                code = process_obj._bootstrap()
            finally:
                os._exit(code)
        os.close(child_w)
        self._keep(parent_r)

    def _keep(self, sentinel):
        """The end of a pipe whose other end is the child's: it can be read when the child has ended."""
        self.sentinel = sentinel
        self._handle = _mp.own(sentinel)

    def close(self):
        if _mp.disown(self._handle) is not None:
            os.close(self.sentinel)
