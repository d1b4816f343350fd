--------------------------- MODULE MCTrustRelease ---------------------------
\* Constraints that keep a large model of TrustRelease small, for behaviours that need many tasks.
EXTENDS TrustRelease

\* The orchestrator starts reading when every task has raised an event, and no memory is freed. Only cuts behaviours off.
OrchestratorReadsLast ==
  /\ (oPc # "read" \/ judged # {}) => \A t \in Task : current[t] # NoEvent
  /\ \A t \in Task : pc[t] # "freed"
=============================================================================
