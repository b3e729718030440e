"""The work of somebody who leaves goes to a colleague: what there is, the handing over itself, and who is warned beforehand."""
