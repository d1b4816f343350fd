------------------------------ MODULE MCTaskKey ------------------------------
\* Defects put into TaskKey on purpose: without one nothing shows that the types and the freedom from deadlock can fail.
EXTENDS TaskKey

\* Defect: a fatal signal comes for a task that is gone.
KillTheDead(t) ==
  /\ used.kills < Kills /\ life[t] = "gone"
  /\ killed' = killed \union {t}
  /\ used' = [used EXCEPT !.kills = @ + 1]
  /\ UNCHANGED <<life, pid, parent, forker, blob, contextId, holder, keyList, files, job, space, call, made, issued, seen>>

\* Only in models in which nobody creates and nobody releases.
NextKillingTheDead == (\E t \in Mortals : Exit(t)) \/ (\E t \in Victims : KillTheDead(t))

\* Defect: c leaves with an error and keeps the mutex.
KeepMutex(c) ==
  /\ job[c].at = "unlockFailed"
  /\ job' = [job EXCEPT ![c] = [IdleJob EXCEPT !.at = "over"]]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, space, call, used, made, issued, seen>>

NextKeepingMutex == Next \/ \E c \in Creators : KeepMutex(c)
==============================================================================
