"""How managers are talked to without sockets.

All requests go through one pipe. For the answers there is a fixed number of pipes: a thread that talks to a manager leases
one of them. Both ends were made before the manager's process was, so that whoever was started by the manager's owner has
them."""

import _mp
import _posix
import _sync
import os
from multiprocessing import context
from multiprocessing.connection import Pipe
from multiprocessing.heap import Memory
from multiprocessing.reduction import ForkingPickler
from multiprocessing.synchronize import Lock

SLOTS = 32
_channels = {}


class Channel:
    def __init__(self, address, ctx):
        self.address = address
        self.requests, self._requests_in = Pipe(duplex=False)
        self.answers, self.answers_in = [], []
        for _ in range(SLOTS):
            reader, writer = Pipe(duplex=False)
            self.answers.append(reader)
            self.answers_in.append(writer)
        self._write_lock = Lock(ctx=ctx, label="queue")
        self._lease_lock = Lock(ctx=ctx, label="queue")
        self._owners = Memory(4 * SLOTS)
        self._leases = {}
        _channels[address] = self

    def keep_client_side(self):
        """The owner leaves to the manager what only that needs: so its end can be noticed."""
        self.requests.close()
        for writer in self.answers_in:
            writer.close()

    def close(self):
        _channels.pop(self.address, None)
        self._requests_in.close()
        for reader in self.answers:
            reader.close()

    def __getstate__(self):
        context.assert_spawning(self)
        return (self.address, self._requests_in, self.answers, self._write_lock, self._lease_lock, self._owners)

    def __setstate__(self, state):
        self.address, self._requests_in, self.answers, self._write_lock, self._lease_lock, self._owners = state
        self._leases = {}
        _channels.setdefault(self.address, self)

    # Leases.

    def _lease(self):
        """The slot of this thread, what tells it from earlier ones of that slot, and how often it was used."""
        who = (os.getpid(), _sync.current_tid())
        lease = self._leases.get(who)
        if lease is None:
            with self._lease_lock:
                lease = self._leases[who] = [self._free_slot(who[0]), who, 0]
        lease[2] += 1
        return lease

    def _free_slot(self, pid):
        owners = self._owners.read(0, 4 * SLOTS)
        owners = [int.from_bytes(owners[at:at + 4], "little") for at in range(0, len(owners), 4)]
        if 0 not in owners:
            for slot, owner in enumerate(owners):
                if self._is_gone(slot, owner, pid):
                    owners[slot] = 0
        if 0 not in owners:
            raise RuntimeError("more than %d threads use one manager" % SLOTS)
        slot = owners.index(0)
        self._owners.write(4 * slot, pid.to_bytes(4, "little"))
        return slot

    def _is_gone(self, slot, owner, pid):
        if owner == pid:
            for who, lease in list(self._leases.items()):
                if lease[0] == slot and who[0] == pid:
                    if _sync.is_alive(who[1]):
                        return False
                    del self._leases[who]
            return True
        try:
            os.kill(owner, 0)
        except OSError:
            return True
        return False

    # Talking.

    def call(self, ident, name, args=(), kwds={}):
        """What kind of answer it is, and the answer."""
        if self._requests_in.closed:
            raise ConnectionRefusedError(111, "Connection refused")
        slot, who, number = self._lease()
        data = ForkingPickler.dumps((ident, name, args, kwds))
        head = ForkingPickler.dumps((slot, who, number))
        with self._write_lock:
            self._requests_in.send_bytes(len(head).to_bytes(4, "big") + head + data)
        while True:
            answered, kind, result = self.answers[slot].recv()
            if answered == (who, number):
                return kind, result


def channel_of(address, channel=None):
    known = _channels.get(address)
    if known is None:
        known = channel
    if known is None:
        raise ConnectionRefusedError(111, "Connection refused")
    return known
