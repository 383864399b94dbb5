"""What goes into a spawned process, and how it starts there."""

import sys

_importing = False
_MESSAGE = """
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable.

        To fix this issue, refer to the "Safe importing of main module"
        section in https://docs.python.org/3/library/multiprocessing.html
        """


def freeze_support():
    pass


def is_forking(argv):
    return False


def _pack(process_obj):
    """The process object, and what its process has to know before it can take that up."""
    from multiprocessing import process, reduction
    if _importing:
        raise RuntimeError(_MESSAGE)
    data = {"argv": list(sys.argv), "generation": process._generation, "name": process_obj._name}
    return [reduction.ForkingPickler.dumps(data), reduction.ForkingPickler.dumps(process_obj)]


def _with_descriptors(parts, fds):
    """The parts, after the numbers of the descriptors that are to stay open; each with its length before it."""
    parts = [",".join(str(fd) for fd in sorted(set(fds))).encode()] + parts
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def _parts(payload):
    at = 0
    while at < len(payload):
        size = int.from_bytes(payload[at:at + 4], "big")
        yield payload[at + 4:at + 4 + size]
        at += 4 + size


def _close_all_but(fds):
    """The copy of the parent's table of descriptors holds more than this process is to have."""
    import _posix
    fd, missed = 3, 0
    while missed < 16:
        missed += 1
        if fd in fds:
            missed = 0
        else:
            try:
                _posix.close(fd)
                missed = 0
            except OSError:
                pass
        fd += 1


def _main(payload):
    """Runs in the new process; the exit status."""
    global _importing
    import _mp
    import _sys
    from multiprocessing import process, reduction
    fds, data, process_obj = _parts(payload)
    _close_all_but([int(fd) for fd in fds.decode().split(",")])
    data = reduction.ForkingPickler.loads(data)
    sys.argv[:] = data["argv"]
    process._generation = data["generation"]
    _mp.name_process(data["name"])
    _importing = True
    try:
        _sys.import_module("__mp_main__")
        process_obj = reduction.ForkingPickler.loads(process_obj)
    finally:
        _importing = False
    return process_obj._bootstrap()
