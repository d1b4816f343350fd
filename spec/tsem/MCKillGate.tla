----------------------------- MODULE MCKillGate -----------------------------
\* Defects put into KillGate on purpose: without one nothing shows that the types and the freedom from deadlock can fail.
EXTENDS KillGate

\* Defect: s queues its event in the namespace of its target.
EnqueueAtTarget(s) ==
  /\ call[s].at = "append" /\ Space(call[s].to) \in External \ {Space(s)}
  /\ call' = [call EXCEPT ![s].at = "deliver", ![s].event = Len(verdict) + 1]
  /\ queue' = [queue EXCEPT ![Space(call[s].to)] = Append(@, [from |-> s, number |-> Len(verdict) + 1])]
  /\ verdict' = Append(verdict, "none")
  /\ UNCHANGED <<life, trust, spent, historyVars>>

NextEnqueuingAtTarget == Next \/ \E s \in Sender : EnqueueAtTarget(s)

\* Defect: nobody judges. Only in models in which senders are all that moves.
NextNeverJudging ==
  \/ \E s \in Sender, t \in Task : CallKill(s, t)
  \/ \E s \in Sender : TaskStep(s)
  \/ Rest
=============================================================================
