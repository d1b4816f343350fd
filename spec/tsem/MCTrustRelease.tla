--------------------------- MODULE MCTrustRelease ---------------------------
\* Constraints that keep large models of TrustRelease small. Each only cuts behaviours off.
EXTENDS TrustRelease

\* The orchestrator starts reading when every task has raised an event.
OrchestratorReadsLast == (oPc # "read" \/ judged # {}) => \A t \in Task : current[t] # NoEvent

\* A thread that is not the leader does nothing before it executes its program.
SiblingExecutesFirst == spent.execs = 0 => \A t \in Task \ {Leader} : current[t] = NoEvent
=============================================================================
