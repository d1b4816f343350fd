--------------------------- MODULE MCTrustRelease ---------------------------
\* Constraints that keep large models of TrustRelease small, each of which only cuts behaviours off, and a defect put in on purpose:
\* without it nothing shows that the types can fail.
EXTENDS TrustRelease

\* The orchestrator starts reading when every task has raised an event.
OrchestratorReadsLast == (oPc # "read" \/ judged # {}) => \A t \in Task : current[t] # NoEvent

\* A thread that is not the leader does nothing before it executes its program.
SiblingExecutesFirst == spent.execs = 0 => \A t \in Task \ {Leader} : current[t] = NoEvent

\* Defect: the event of t says that the leader of its process raised it.
RaiseForLeader(t) ==
  /\ pc[t] = "idle" /\ sig[t] # "kill" /\ current[t].number < EventMax
  /\ status[t] = {"TRUSTED"}
  /\ pc' = [pc EXCEPT ![t] = AfterRaise]
  /\ current' = [current EXCEPT ![t] = [task |-> Leader, number |-> current[t].number + 1, pid |-> pidOf[t], good |-> TRUE]]
  /\ retn' = [retn EXCEPT ![t] = "ok"]
  /\ UNCHANGED <<status, reg, cpu, sig, pidOf, queue, orchestratorVars, spent, historyVars>>

\* Only in models in which nothing else happens.
NextRaisingForLeader == \E t \in Task : RaiseForLeader(t)
=============================================================================
