--------------------------- MODULE MCControlFile ---------------------------
\* Defects put into ControlFile on purpose: without one nothing shows that the types and the freedom from deadlock can fail.
EXTENDS ControlFile

\* Defect: t passes its descriptor of the file that o opened to a task that is not born.
PassToUnborn(t, u, o) ==
  /\ Passing /\ o \in holds[t] /\ u \in Task \ born /\ o \notin holds[u]
  /\ holds' = [holds EXCEPT ![u] = holds[u] \cup {o}]
  /\ UNCHANGED <<born, parent, space, mark, made, last, served>>

NextPassingToUnborn == Next \/ \E t \in Task, u \in Task, o \in Task : PassToUnborn(t, u, o)

\* Defect: nobody ever closes the file. Only in models in which nobody makes a namespace, forks or passes anything.
NextNeverClosing == (\E t \in Task : OpenControl(t)) \/ Rest
=============================================================================
