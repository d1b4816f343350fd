------------------------------ MODULE ControlFile ------------------------------
\* Who holds the control file open, and who writes commands through it.
\*
\* Models opening and closing of the one global control file, the inheritance of its descriptors by fork and their passing
\* over a socket, and the three sorts of command: one that makes a namespace for the writer and marks the writer's parent
\* as its orchestrator, one that acts on the writer's own namespace (enforce, seal), one that names a task of some
\* namespace (trusted, untrusted), which the check of the writer's mark accepts or refuses.
\* Leaves out: what a command does to trust (TrustRelease), keys and failing creation (TaskKey): the mark alone stands for
\* the release check, and without keys it can only accept more. Orchestrators make no namespace inside another. Exit of a
\* task, which closes its descriptors as closing does. The end of a namespace. Memory is sequentially consistent.
\* The mail of 2024 claims a file that opens once and shows no code of it. The tree with task numbers marks with a pointer
\* where v3 marks with an id, which is the same here.
\*
\* Source: mail 20240219111636.GA22664@wind.enjellic.com (what is claimed); TSEM v3 series, fs.c (v3); the 2025 tree (tnum);
\* Quixote for who forks whom.
\* Steps: impl/tsem/control-file.ts
EXTENDS Integers, Sequences, FiniteSets

CONSTANTS
  Task,         \* tasks
  NoTask,       \* no task: a model value
  InitialTask,  \* tasks that run at the start, in the root namespace; the others are born by fork
  Families,     \* a set of sets of tasks: who may fork whom
  Capable,      \* tasks with CAP_MAC_ADMIN
  Variant,      \* "v3" or "tnum": whose code
  Repairs,      \* the set of repairs switched on
  MarkChecked,  \* TRUE: as written; FALSE: a release is accepted from anybody
  Inheriting,   \* TRUE: a child has its parent's descriptors; FALSE: it closes them before anything else
  Passing,      \* TRUE: descriptors are passed over sockets
  NamespaceMax  \* budget: namespaces made

KnownRepairs == {"SingleOpen",         \* the file opens only while nobody has it open (-EBUSY)
                 "OpenByCreatorOnly",  \* once there is a namespace, only a task that made one or is marked may open (-EPERM)
                 "WriteByOpenerOnly"}  \* a write by another task than the one that opened is refused (-EPERM)

ASSUME VariantKnown == Variant \in {"v3", "tnum"}
ASSUME RepairsKnown == Repairs \subseteq KnownRepairs
ASSUME TasksKnown == InitialTask \cup Capable \cup UNION Families \subseteq Task

VARIABLES
  born,    \* the tasks that run
  parent,  \* parent[t]: who forked t, or NoTask
  holds,   \* holds[t]: the open files that t has a descriptor of, each named by the task that opened it
  space,   \* space[t]: the namespace of t, 0 for root
  mark,    \* mark[t]: the namespace that t is marked as the orchestrator of, 0 for none
  made,    \* made[i]: who made namespace i: the maker that wrote the command, and the owner it was made for
  \* history, guarding nothing
  last,    \* the last command written: its kind, its writer, the namespace it concerns, and whether it was accepted
  served   \* namespaces for which a release was accepted

vars == <<born, parent, holds, space, mark, made, last, served>>

-----------------------------------------------------------------------------
Active == 1..Len(made)
NoCommand == [kind |-> "none", by |-> NoTask, of |-> 0, accepted |-> FALSE]

\* The open files, named by their openers: a task opens at most one at a time.
Open == {o \in Task : \E t \in Task : o \in holds[t]}
Creators(i) == {made[i].maker, made[i].owner}
IsCreator(t) == \E i \in Active : t \in Creators(i)

Repaired(r) == r \in Repairs
\* t can write commands through the file that o opened.
Usable(t, o) == o \in holds[t] /\ (Repaired("WriteByOpenerOnly") => t = o)

TypeOK ==
  /\ InitialTask \subseteq born /\ born \subseteq Task
  /\ \A t \in Task : parent[t] \in born \cup {NoTask} /\ holds[t] \subseteq born /\ (holds[t] # {} => t \in born)
  /\ \A t \in Task : space[t] \in Active \cup {0} /\ mark[t] \in Active \cup {0}
  /\ Len(made) <= NamespaceMax /\ served \subseteq Active
  /\ last.kind \in {"none", "create", "own", "release"} /\ last.by \in born \cup {NoTask} /\ last.of \in Active \cup {0}

Init ==
  /\ born = InitialTask
  /\ parent = [t \in Task |-> NoTask]
  /\ holds = [t \in Task |-> {}]
  /\ space = [t \in Task |-> 0]
  /\ mark = [t \in Task |-> 0]
  /\ made = <<>>
  /\ last = NoCommand /\ served = {}

-----------------------------------------------------------------------------
\* Task.

\* t opens the control file, for which it needs CAP_MAC_ADMIN and nothing else as written (open_control).
OpenControl(t) ==
  /\ t \in born /\ t \in Capable /\ t \notin Open
  /\ Repaired("SingleOpen") => Open = {}
  /\ Repaired("OpenByCreatorOnly") => made = <<>> \/ IsCreator(t)
  /\ holds' = [holds EXCEPT ![t] = holds[t] \cup {t}]
  /\ UNCHANGED <<born, parent, space, mark, made, last, served>>

\* t closes its descriptor of the file that o opened; the last descriptor closed closes the file.
CloseControl(t, o) ==
  /\ o \in holds[t]
  /\ holds' = [holds EXCEPT ![t] = holds[t] \ {o}]
  /\ UNCHANGED <<born, parent, space, mark, made, last, served>>

\* p forks c, which inherits the namespace and every descriptor, but not the mark (copy_files, tsem_task_alloc).
Fork(p, c) ==
  /\ p \in born /\ c \in Task \ born /\ \E f \in Families : p \in f /\ c \in f
  /\ born' = born \cup {c}
  /\ parent' = [parent EXCEPT ![c] = p]
  /\ holds' = IF Inheriting THEN [holds EXCEPT ![c] = holds[p]] ELSE holds
  /\ space' = [space EXCEPT ![c] = space[p]]
  /\ UNCHANGED <<mark, made, last, served>>

\* t passes its descriptor of the file that o opened to u over a socket (scm_fp_copy, receive_fd).
PassDescriptor(t, u, o) ==
  /\ Passing /\ o \in holds[t] /\ u \in born /\ o \notin holds[u]
  /\ holds' = [holds EXCEPT ![u] = holds[u] \cup {o}]
  /\ UNCHANGED <<born, parent, space, mark, made, last, served>>

\* t asks, through the file that o opened, for a namespace; it is in it now, and its parent is marked (tsem_ns_create).
CreateNamespace(t, o) ==
  /\ Usable(t, o) /\ space[t] = 0 /\ parent[t] # NoTask /\ Len(made) < NamespaceMax
  /\ space' = [space EXCEPT ![t] = Len(made) + 1]
  /\ mark' = [mark EXCEPT ![parent[t]] = Len(made) + 1]
  /\ made' = Append(made, [maker |-> t, owner |-> parent[t]])
  /\ last' = [kind |-> "create", by |-> t, of |-> Len(made) + 1, accepted |-> TRUE]
  /\ UNCHANGED <<born, parent, holds, served>>

\* t commands something, through the file that o opened, for the namespace that it is in (tsem_set_enforce, tsem_seal).
CommandOwnNamespace(t, o) ==
  /\ Usable(t, o) /\ space[t] # 0
  /\ last' = [kind |-> "own", by |-> t, of |-> space[t], accepted |-> TRUE]
  /\ UNCHANGED <<born, parent, holds, space, mark, made, served>>

\* t releases, through the file that o opened, a task of namespace i; its mark says that it may (control_COE).
ReleaseMember(t, o, i) ==
  /\ Usable(t, o) /\ i \in Active /\ (MarkChecked => mark[t] = i)
  /\ last' = [kind |-> "release", by |-> t, of |-> i, accepted |-> TRUE]
  /\ served' = served \cup {i}
  /\ UNCHANGED <<born, parent, holds, space, mark, made>>

\* t tries to release, through the file that o opened, a task of namespace i and is refused for its mark (control_COE).
RefuseRelease(t, o, i) ==
  /\ Usable(t, o) /\ i \in Active /\ MarkChecked /\ mark[t] # i
  /\ last' = [kind |-> "release", by |-> t, of |-> i, accepted |-> FALSE]
  /\ UNCHANGED <<born, parent, holds, space, mark, made, served>>

-----------------------------------------------------------------------------
\* Nobody has the file open.
AtRest == Open = {}

\* Rest is not a deadlock.
Rest == AtRest /\ UNCHANGED vars

Next ==
  \/ \E t \in Task : OpenControl(t)
  \/ \E t \in Task, o \in Task : CloseControl(t, o) \/ CreateNamespace(t, o) \/ CommandOwnNamespace(t, o)
  \/ \E p \in Task, c \in Task : Fork(p, c)
  \/ \E t \in Task, u \in Task, o \in Task : PassDescriptor(t, u, o)
  \/ \E t \in Task, o \in Task, i \in 1..NamespaceMax : ReleaseMember(t, o, i) \/ RefuseRelease(t, o, i)
  \/ Rest

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
\* Properties. Each says what its breach would be.

Holders == {d \in Task \X Task : Usable(d[1], d[2])}

\* C15: at most one descriptor can be written through, and once there is a namespace its holder made one or is its orchestrator. Broken by a second opener, by an opener or heir who made nothing.
HeldByItsCreatorAlone ==
  /\ Cardinality(Holders) <= 1
  /\ made # <<>> => \A d \in Holders : IsCreator(d[1])

\* The first part of C15: the file is open at most once. Broken by a second open.
AtMostOneOpen == Cardinality(Open) <= 1

\* The second part of C15: once there is a namespace, whoever has opened the file made one or is its orchestrator. Broken by another capable task.
OpenerIsCreator == made # <<>> => \A o \in Open : IsCreator(o)

\* The third part of C15: a command that concerns a namespace is written by the task that made it or its orchestrator. Broken by a stranger's, refused or not, and by an heir's.
WriterIsCreator == last.of # 0 => last.by \in Creators(last.of)

\* What the open demands holds for the writer as well. Broken when a task without CAP_MAC_ADMIN writes through an inherited or passed descriptor.
WriterIsCapable == last.by # NoTask => last.by \in Capable

\* What C15 is for: a release is accepted only from the namespace's orchestrator. Broken without the check of the mark.
ReleasedByOwner == last.kind = "release" /\ last.accepted => last.by = made[last.of].owner

-----------------------------------------------------------------------------
\* Witnesses: each says that something good or telling never happens, and is to be broken.

NeverOpen == Open = {}
NeverOpenWithNamespace == made = <<>> \/ Open = {}
NeverUsableWithNamespace == made = <<>> \/ Holders = {}
NeverWritten == last = NoCommand
NeverServed == served = {}
NeverRefusedRelease == ~(last.kind = "release" /\ ~last.accepted)
NeverHeir == \A t \in Task : holds[t] \subseteq {t}

\* Two orchestrators have the file open together. Holds, as the price, where the file opens once.
TwoOrchestratorsHold ==
  \E t, u \in Task : t # u /\ t \in holds[t] /\ u \in holds[u] /\ mark[t] # 0 /\ mark[u] # 0
NeverTwoOrchestratorsHold == ~TwoOrchestratorsHold

\* Two namespaces with an orchestrator each have had a task released. Holds, as the price, where only creators open.
TwoOrchestratorsServed == \E i, j \in served : made[i].owner # made[j].owner
NeverTwoOrchestratorsServed == ~TwoOrchestratorsServed
=============================================================================
