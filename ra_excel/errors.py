"""The one exception users see, something that could not run, said in Dutch; and what the computer
says, in Dutch too.
"""

import errno

REASONS = {
    errno.EACCES: "geen toegang",
    errno.EPERM: "geen toegang",
    errno.ENOENT: "bestaat niet",
    errno.EEXIST: "bestaat al",
    errno.EISDIR: "is een map",
    errno.ENOTDIR: "is geen map",
    errno.ENOTEMPTY: "de map is niet leeg",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijfruimte is op",
    errno.EROFS: "de schijf is alleen te lezen",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.EBUSY: "in gebruik door een ander programma",
    errno.ETIMEDOUT: "het netwerk antwoordt niet",
}


class RaError(Exception):
    """The command could not run. ``str(error)`` is a Dutch sentence that says why and what to do.

    A fault *in* a submission is a finding, never an exception.
    """


def reason_of(error: OSError) -> str:
    """Why the computer refuses, in Dutch words that fit in a sentence. Rare reasons keep their
    number, for whoever helps.
    """
    return REASONS.get(
        error.errno or 0, f"fout {error.errno} van de computer" if error.errno else str(error)
    )
