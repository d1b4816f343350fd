------------------------------ MODULE TaskKey ------------------------------
\* How a trust orchestrator gets the key of its security modeling namespace, and whom the release check then lets through.
\*
\* Models: creation of external, export-only and internal namespaces under context_id_mutex; the two halves of a key, the
\* search for a unique one in the blobs of the creating task and of its parent, the key list, the file of the namespace, the
\* mark left in the parent, every allocation that can fail and what its unwind undoes; fork, exit, reparenting; removal by
\* the workqueue after the last reference; the checks of a release (K1 to K4), each shared read a step of its own. By budgets:
\* identifiers that are given again after exit, so that a call that names one meets another task than was meant; a second
\* release after the first; fatal signals.
\*
\* Exit and death by a fatal signal both come between two system calls. A signal that arrives in the middle of one is acted
\* upon on the way back to user space: nothing in creation, release or the wait for the mutex (mutex_lock, uninterruptible)
\* looks for it. What a killed task does not do any more is what starts in user space: fork, read an identifier, ask again.
\*
\* Leaves out: what a release does to the trust status (module TrustRelease: the checks read nothing it writes); events, but
\* for the identifier that the writer of a release takes from one; digest sizes, hex parsing and errors of the hash (tables,
\* not searches); the event magazine and the key length test (they fail before anything shared is touched, as a refusal does);
\* the aggregate record (its failure is reported after the namespace stands). A key is read or written in one step: a torn
\* read of 32 bytes could only add refusals, unless the mixture is itself a hash value. Exit and reaping are one step, so a
\* parent is gone as soon as it has exited, and its identifier free: the kernel allows both between any two steps of its child.
\*
\* Source: mail 20240219111636.GA22664@wind.enjellic.com (19 Feb 2024), its last third; TSEM v3 series, patch 07/12
\* security/tsem/namespace.c (creation, key, removal) and fs.c (control_COE); 08/12 export.c only uses the context. For "email"
\* the functions that the mail names but does not show are taken from v3. "tnum" is the public tree of 2025, in which the key
\* is gone and a pointer to the context, written into the parent last of all, marks the orchestrator.
\* Memory model: sequential consistency.
\* Steps: impl/tsem/task-key.ts, namespace-creation.ts, namespace-removal.ts, release-check.ts, life.ts, signals.ts, trust-release.ts, kernel-state.ts
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Variant,        \* "email", "v3" or "tnum"
  Repairs,        \* the set of repairs switched on
  Orchestrators,  \* tasks that run from the start and fork the first creators
  Creators,       \* tasks that may ask for a namespace; a namespace carries the name of its creator
  Spares,         \* tasks not yet born: the budget of forks
  Bystanders,     \* privileged tasks in the root namespace that have nothing to do with any other
  Families,       \* set of sets of tasks, one orchestrator and its first creators in each
  Kinds,          \* kinds asked for: subset of {"external", "export", "internal"}
  Halves,         \* numbers that an orchestrator may choose as its half of the key
  Rand,           \* numbers that the kernel may draw as its half
  HashKind,       \* "injective", "colliding" (two values) or "zeroing" (two values, one of them all zero)
  Mutex,          \* FALSE takes context_id_mutex away
  IdMax,          \* largest context id: the id after it is 0
  AddressMax,     \* number of addresses that the allocator hands out for contexts (only "tnum" compares them)
  Faults,         \* allocations that may fail: subset of {"external", "keyEntry", "file", "magazine"}
  FaultMax,       \* how many may fail in one behaviour
  RetryMax,       \* how often a creator asks again after a failure
  Exits,          \* how many tasks may exit
  Kills,          \* how many fatal signals may be sent
  Releases,       \* how many release calls are made, one after the other
  PidReuses       \* how often a fork may give an identifier again; 0: calls take identifier and task in one step

AllRepairs == {"PrivateCandidate",             \* search in a private buffer, publish the accepted key once
               "RestoreOnUnwind",              \* a failure puts back both previous keys and the parent's previous mark
               "FileRemovedOnUnwind",          \* a failure after the file was made removes it again
               "OneNamespacePerOrchestrator",  \* a parent that is marked already is refused (-EBUSY)
               "OneRolePerTask",               \* no member becomes an orchestrator, no orchestrator a member (-EPERM)
               "ParentHeld",                   \* a reference to the parent is held from look-up to unlock
               "RefuseReparented",             \* a task whose parent did not fork it is refused (-ESRCH)
               "RootRefused",                  \* the mark 0 is never accepted
               "TaskNumberCompared",           \* a release names the task's number too, as in "tnum" (-EINVAL for another's)
               "ClearedOnRemoval"}             \* the worker clears key and mark of the orchestrator of an ended namespace

ASSUME VariantKnown == Variant \in {"email", "v3", "tnum"}
ASSUME RepairsKnown == Repairs \subseteq AllRepairs
ASSUME FamiliesHaveOneHead == \A f \in Families : Cardinality(f \cap Orchestrators) = 1
ASSUME SparesAreUnborn == Spares \cap UNION Families = {}

Reaper == "reaper"
Nobody == "nobody"
Root == "root"
Worker == "worker"
FirstCreators == (UNION Families) \ Orchestrators
Tasks == Orchestrators \union Creators \union Spares \union Bystanders \union {Reaper}
\* An identifier is written as the task that it was meant for first. Those that a release names; a task that never enters a
\* namespace is, as a target, like a creator that has not entered one yet.
Targets == Creators \union Spares

\* The keys exist in every variant but the last.
Keyed == Variant # "tnum"
\* The mark in the orchestrator is the address of a context in the last variant, an id elsewhere.
MarkIsAddress == Variant = "tnum"
\* A release names, beside the identifier, the number of the task, which is never given twice.
Numbered == Variant = "tnum" \/ "TaskNumberCompared" \in Repairs

\* A blob field task_key is all zero, a random half, or a hash value.
Zero == <<"zero">>
Half(r) == <<"half", r>>
Weight(b) == IF b = Zero THEN 0 ELSE b[2]
\* tsem_ns_event_key: hash of the half in a blob and the half of the orchestrator.
Digest(b, h) ==
  IF HashKind = "injective" THEN <<"key", b, h>>
  ELSE IF HashKind = "zeroing" /\ (Weight(b) + h) % 2 = 0 THEN Zero
  ELSE <<"digest", (Weight(b) + h) % 2>>

VARIABLES
  life,       \* life[t]: "unborn", "alive" or "gone" (exited and reaped)
  pid,        \* pid[t]: identifier of t, free again when t is gone; nobody before birth
  killed,     \* living tasks with a fatal signal pending
  parent,     \* parent[t]: real_parent of t
  forker,     \* forker[t]: the task that forked t, which only a repaired kernel remembers
  blob,       \* blob[t]: struct tsem_task, a record of key (task_key), mark (tma_for_ns, in "tnum" tma_context), ctx
  contextId,  \* context_id: the id given last
  holder,     \* holder of context_id_mutex: a creator, the worker or nobody
  keyList,    \* context_id_list: sequence of <<id, key>>
  files,      \* names (ids) that exist in the directory of the export files
  job,        \* job[c]: where c is in tsem_ns_create, and its local variables
  space,      \* space[c]: context of the namespace that c makes: id, kind, owner (the task marked), phase, refs, address
  call,       \* the release call: by, pid and meant (the identifier and the number in it), of, half, ns, read, digest, result
  used,       \* budgets spent: a record of faults, exits, kills, calls and reuses
  made,       \* history; made[c]: the half given to the creation by c, the half and the key that it registered
  issued,     \* history; ids in the order in which they were given
  seen        \* history; set of facts that happened

vars == <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, job, space, call, used, made, issued, seen>>

IdleJob == [at |-> "idle", kind |-> "none", half |-> 0, id |-> 0, par |-> Nobody, late |-> FALSE, tries |-> 0,
            draft |-> <<Zero, Zero>>, saved |-> <<Zero, Zero, 0>>]
NoCall == [by |-> Nobody, pid |-> Nobody, meant |-> Nobody, of |-> Nobody, half |-> 0, ns |-> Root, read |-> Zero, digest |-> Zero, result |-> "none"]
NothingMade == [half |-> 0, own |-> Zero, key |-> Zero]
NoSpace == [id |-> 0, kind |-> "none", owner |-> Nobody, phase |-> "none", refs |-> 0, address |-> 0]

Alive(t) == life[t] = "alive"
Inside(c) == job[c].at \notin {"idle", "over"}
Working(t) == t \in Creators /\ Inside(t)
Calling(t) == call.by = t /\ call.result \in {"found", "hashed"}
\* The task that has an identifier.
HasPid(t, i) == Alive(t) /\ pid[t] = i
InUse(i) == \E t \in Tasks : HasPid(t, i)
Bearer(i) == CHOOSE t \in Tasks : HasPid(t, i)
Repaired(r) == r \in Repairs
Listed(k) == \E i \in 1..Len(keyList) : keyList[i][2] = k
HasFile(kind) == kind \in {"external", "export"}
Live(c) == space[c].phase = "live"
LiveKeyed(c) == Live(c) /\ Keyed /\ space[c].kind = "external"
MarkOf(ns) == IF ns = Root THEN (IF MarkIsAddress THEN AddressMax + 1 ELSE 0)
              ELSE IF MarkIsAddress THEN space[ns].address ELSE space[ns].id
FreeAddresses == IF Keyed THEN {0} ELSE (1..AddressMax) \ {space[c].address : c \in Creators}

\* remove_task_key: the first entry with this id goes.
Without(list, id) ==
  LET end == Len(list) + 1
      hit == CHOOSE i \in 1..end : (i = end \/ list[i][1] = id) /\ \A j \in 1..(i - 1) : list[j][1] # id
  IN IF hit = end THEN list ELSE SubSeq(list, 1, hit - 1) \o SubSeq(list, hit + 1, Len(list))

\* What a change of the list adds to the history when its author does not hold the mutex.
ListFacts(author) == IF holder = author THEN {} ELSE {"list changed outside"}
\* What a write into the parent's blob adds: was it the task that forked c, and did its memory still exist?
ParentFacts(c) ==
  (IF job[c].par = forker[c] THEN {} ELSE {"wrong parent written"})
  \union (IF Alive(job[c].par) \/ Repaired("ParentHeld") THEN {} ELSE {"freed parent written"})

Places == {"idle", "id", "parent", "external", "hash", "compare", "draw", "list", "publishOwn", "publishKey", "file", "mark", "magazine",
           "join", "unlock", "undoOwn", "undoKey", "undoMark", "undoEntry", "undoFile", "unlockFailed", "over"}

TypeOK ==
  /\ \A t \in Tasks : life[t] \in {"unborn", "alive", "gone"} /\ pid[t] \in Tasks \union {Nobody}
  /\ killed \subseteq {t \in Tasks : Alive(t)}
  /\ \A t \in Tasks : parent[t] \in Tasks /\ forker[t] \in Tasks
  /\ \A t \in Tasks : blob[t].ctx \in Creators \union {Root} /\ blob[t].mark \in 0..(IdMax + AddressMax + 1)
  /\ \A c \in Creators : job[c].at \in Places /\ job[c].id \in 0..IdMax /\ job[c].par \in Tasks \union {Nobody}
  /\ contextId \in 0..IdMax /\ holder \in Creators \union {Worker, Nobody}
  /\ files \subseteq 0..IdMax
  /\ \A c \in Creators : space[c].phase \in {"none", "live", "dying", "removing", "cleared", "unlisted", "freed"}
  /\ call.result \in {"none", "named", "found", "hashed", "accepted", "refused", "vanished"}
  /\ call.pid \in Targets \union {Nobody} /\ call.meant \in Targets \union {Nobody}
  /\ used.faults \in 0..FaultMax /\ used.exits \in 0..Exits /\ used.kills \in 0..Kills
  /\ used.calls \in 0..Releases /\ used.reuses \in 0..PidReuses
  /\ seen \subseteq {"list changed outside", "wrong parent written", "freed parent written", "name clash with nobody"}

HeadOf(c) == CHOOSE o \in Orchestrators : \E f \in Families : {o, c} \subseteq f

Init ==
  /\ life = [t \in Tasks |-> IF t \in Spares THEN "unborn" ELSE "alive"]
  /\ pid = [t \in Tasks |-> IF t \in Spares THEN Nobody ELSE t]
  /\ killed = {}
  /\ parent = [t \in Tasks |-> IF t \in FirstCreators THEN HeadOf(t) ELSE Reaper]
  /\ forker = [t \in Tasks |-> IF t \in FirstCreators THEN HeadOf(t) ELSE Reaper]
  /\ blob = [t \in Tasks |-> [key |-> Zero, mark |-> 0, ctx |-> Root]]
  /\ contextId = 0
  /\ holder = Nobody
  /\ keyList = <<>>
  /\ files = {}
  /\ job = [c \in Creators |-> IdleJob]
  /\ space = [c \in Creators |-> NoSpace]
  /\ call = NoCall
  /\ used = [faults |-> 0, exits |-> 0, kills |-> 0, calls |-> 0, reuses |-> 0]
  /\ made = [c \in Creators |-> NothingMade]
  /\ issued = <<>>
  /\ seen = {}

--------------------------------------------------------------------------------
\* Creating task.

\* A repaired kernel lets nobody create who has a role in a namespace already.
HasRole(c) == Repaired("OneRolePerTask") /\ (blob[c].ctx # Root \/ blob[c].mark # 0)

\* c is refused because it is a member or an orchestrator of a namespace already (tsem_ns_create, repaired).
RefuseSecondRole(c) ==
  /\ Alive(c) /\ ~Calling(c) /\ job[c].at = "idle"
  /\ HasRole(c)
  /\ job' = [job EXCEPT ![c] = [IdleJob EXCEPT !.at = "over"]]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, space, call, used, made, issued, seen>>

\* c, asking for a namespace of kind k with half h, allocates its context at address a and takes the mutex (tsem_ns_create).
LockContextIds(c, k, h, a) ==
  /\ Alive(c) /\ ~Calling(c) /\ job[c].at = "idle"
  /\ ~HasRole(c)
  /\ Mutex => holder = Nobody
  /\ holder' = IF Mutex THEN c ELSE holder
  /\ job' = [job EXCEPT ![c].at = "id", ![c].kind = k, ![c].half = h]
  /\ space' = [space EXCEPT ![c] = [NoSpace EXCEPT !.kind = k, !.address = a]]
  /\ made' = [made EXCEPT ![c] = [NothingMade EXCEPT !.half = h]]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, keyList, files, call, used, issued, seen>>

\* The parent is needed first for a key, or for a repair that may refuse it.
LooksFirst(k) == IF Keyed THEN k = "external" ELSE Repairs \cap {"OneNamespacePerOrchestrator", "OneRolePerTask", "RefuseReparented"} # {}
AfterId(k) == IF HasFile(k) THEN "file" ELSE "magazine"

\* c reads the id given last and takes the next as its own candidate (tsem_ns_create).
TakeNewId(c) ==
  /\ job[c].at = "id"
  /\ job' = [job EXCEPT ![c].at = IF LooksFirst(job[c].kind) THEN "parent" ELSE AfterId(job[c].kind),
                        ![c].id = IF contextId = IdMax THEN 0 ELSE contextId + 1]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, space, call, used, made, issued, seen>>

\* A repaired kernel refuses this parent.
Unfit(c) ==
  \/ Repaired("RefuseReparented") /\ parent[c] # forker[c]
  \/ Repaired("OneNamespacePerOrchestrator") /\ blob[parent[c]].mark # 0
  \/ Repaired("OneRolePerTask") /\ blob[parent[c]].ctx # Root

\* c reads real_parent and keeps the pointer (allocate_external; in "tnum" tsem_ns_create, at its end).
LookUpParent(c) ==
  /\ job[c].at = "parent"
  /\ blob[c].ctx = c \/ ~Unfit(c)
  /\ job' = [job EXCEPT ![c].at = IF Keyed THEN "external" ELSE IF blob[c].ctx = c THEN "mark" ELSE AfterId(job[c].kind),
                        ![c].par = parent[c],
                        ![c].saved = IF Repaired("RestoreOnUnwind")
                                     THEN <<blob[c].key, blob[parent[c]].key, blob[parent[c]].mark>> ELSE @]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, space, call, used, made, issued, seen>>

\* c is refused because of its parent (allocate_external, repaired).
RefuseParent(c) ==
  /\ job[c].at = "parent" /\ blob[c].ctx # c /\ Unfit(c)
  /\ job' = [job EXCEPT ![c].at = "unlockFailed"]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, space, call, used, made, issued, seen>>

\* c draws the random half r and stores it in its own blob (generate_task_key).
DrawHalf(c, r) ==
  /\ job[c].at \in {"external", "draw"}
  /\ job' = [job EXCEPT ![c].at = "hash", ![c].draft[1] = IF Repaired("PrivateCandidate") THEN Half(r) ELSE @]
  /\ blob' = IF Repaired("PrivateCandidate") THEN blob ELSE [blob EXCEPT ![c].key = Half(r)]
  /\ UNCHANGED <<life, pid, killed, parent, forker, contextId, holder, keyList, files, space, call, used, made, issued, seen>>

\* c hashes both halves into the blob of its parent, before the key is known to be unique (tsem_ns_event_key).
HashIntoParent(c) ==
  /\ job[c].at = "hash" /\ ~Repaired("PrivateCandidate")
  /\ job' = [job EXCEPT ![c].at = "compare"]
  /\ blob' = [blob EXCEPT ![job[c].par].key = Digest(blob[c].key, job[c].half)]
  /\ seen' = seen \union ParentFacts(c)
  /\ UNCHANGED <<life, pid, killed, parent, forker, contextId, holder, keyList, files, space, call, used, made, issued>>

\* c hashes both halves into a buffer of its own (tsem_ns_event_key, repaired).
HashIntoBuffer(c) ==
  /\ job[c].at = "hash" /\ Repaired("PrivateCandidate")
  /\ job' = [job EXCEPT ![c].at = "compare", ![c].draft[2] = Digest(job[c].draft[1], job[c].half)]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, space, call, used, made, issued, seen>>

\* The candidate is read where it lies.
OwnCandidate(c) == IF Repaired("PrivateCandidate") THEN job[c].draft[1] ELSE blob[c].key
KeyCandidate(c) == IF Repaired("PrivateCandidate") THEN job[c].draft[2] ELSE blob[job[c].par].key

\* c finds its candidate in the list of keys and must draw again (generate_task_key).
RejectKey(c) ==
  /\ job[c].at = "compare" /\ Listed(KeyCandidate(c))
  /\ job' = [job EXCEPT ![c].at = "draw"]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, space, call, used, made, issued, seen>>

\* c finds no entry of the list that equals its candidate (generate_task_key).
AcceptKey(c) ==
  /\ job[c].at = "compare" /\ ~Listed(KeyCandidate(c))
  /\ job' = [job EXCEPT ![c].at = "list"]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, space, call, used, made, issued, seen>>

\* c appends its id and a copy of the key to the list (generate_task_key).
RegisterKey(c) ==
  /\ job[c].at = "list"
  /\ keyList' = Append(keyList, <<job[c].id, KeyCandidate(c)>>)
  /\ job' = [job EXCEPT ![c].at = IF Repaired("PrivateCandidate") THEN "publishOwn" ELSE "file"]
  /\ made' = [made EXCEPT ![c].own = OwnCandidate(c), ![c].key = KeyCandidate(c)]
  /\ seen' = seen \union ListFacts(c)
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, files, space, call, used, issued>>

\* c copies the accepted random half into its own blob (generate_task_key, repaired).
PublishOwnHalf(c) ==
  /\ job[c].at = "publishOwn"
  /\ blob' = [blob EXCEPT ![c].key = job[c].draft[1]]
  /\ job' = [job EXCEPT ![c].at = "publishKey"]
  /\ UNCHANGED <<life, pid, killed, parent, forker, contextId, holder, keyList, files, space, call, used, made, issued, seen>>

\* c copies the accepted key into the blob of its parent (generate_task_key, repaired).
PublishKey(c) ==
  /\ job[c].at = "publishKey"
  /\ blob' = [blob EXCEPT ![job[c].par].key = job[c].draft[2]]
  /\ job' = [job EXCEPT ![c].at = "file"]
  /\ seen' = seen \union ParentFacts(c)
  /\ UNCHANGED <<life, pid, killed, parent, forker, contextId, holder, keyList, files, space, call, used, made, issued>>

\* c creates the export file named by its id (tsem_fs_create_external).
CreateFile(c) ==
  /\ job[c].at = "file" /\ job[c].id \notin files
  /\ files' = files \union {job[c].id}
  /\ job' = [job EXCEPT ![c].at = IF Keyed /\ job[c].kind = "external" THEN "mark" ELSE "magazine"]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, space, call, used, made, issued, seen>>

\* c writes the mark of the new namespace into the blob of its parent (allocate_external; in "tnum" tsem_ns_create).
MarkParent(c) ==
  /\ job[c].at = "mark"
  /\ blob' = [blob EXCEPT ![job[c].par].mark = IF MarkIsAddress THEN space[c].address ELSE job[c].id]
  /\ job' = [job EXCEPT ![c].at = IF Keyed THEN "magazine" ELSE "unlock"]
  /\ space' = [space EXCEPT ![c].owner = job[c].par]
  /\ seen' = seen \union ParentFacts(c)
  /\ UNCHANGED <<life, pid, killed, parent, forker, contextId, holder, keyList, files, call, used, made, issued>>

\* c has all it needs and makes its id the id given last (tsem_ns_create).
PublishId(c) ==
  /\ job[c].at = "magazine"
  /\ contextId' = job[c].id
  /\ job' = [job EXCEPT ![c].at = "join"]
  /\ issued' = Append(issued, job[c].id)
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, holder, keyList, files, space, call, used, made, seen>>

\* c moves into its new namespace; a reference to the one it leaves is not dropped (tsem_ns_create).
JoinNamespace(c) ==
  /\ job[c].at = "join"
  /\ blob' = [blob EXCEPT ![c].ctx = c]
  /\ job' = [job EXCEPT ![c].at = IF Keyed THEN "unlock" ELSE IF job[c].par = Nobody THEN "parent" ELSE "mark"]
  /\ space' = [space EXCEPT ![c].id = job[c].id, ![c].phase = "live", ![c].refs = 1]
  /\ UNCHANGED <<life, pid, killed, parent, forker, contextId, holder, keyList, files, call, used, made, issued, seen>>

\* c leaves the critical section with its namespace made (tsem_ns_create).
Unlock(c) ==
  /\ job[c].at = "unlock"
  /\ holder' = IF Mutex THEN Nobody ELSE holder
  /\ job' = [job EXCEPT ![c] = [IdleJob EXCEPT !.at = "over"]]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, keyList, files, space, call, used, made, issued, seen>>

--------------------------------------------------------------------------------
\* Creating task: failure and unwind.

CanFail(what) == what \in Faults /\ used.faults < FaultMax
Spend == used' = [used EXCEPT !.faults = @ + 1]

\* c gets no memory for its external structure and turns to the unwind (allocate_external).
FailExternal(c) ==
  /\ job[c].at = "external" /\ CanFail("external") /\ Spend
  /\ job' = [job EXCEPT ![c].at = "undoOwn"]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, space, call, made, issued, seen>>

\* c gets no memory for its entry in the list of keys (generate_task_key).
FailKeyEntry(c) ==
  /\ job[c].at = "list" /\ CanFail("keyEntry") /\ Spend
  /\ job' = [job EXCEPT ![c].at = "undoOwn"]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, space, call, made, issued, seen>>

\* A file that was not made: an external namespace unwinds its keys, an export-only one has none.
AfterFileFailure(c) == IF Keyed /\ job[c].kind = "external" THEN "undoOwn" ELSE "unlockFailed"

\* c gets no directory entry for its file (tsem_fs_create_external).
FailFile(c) ==
  /\ job[c].at = "file" /\ CanFail("file") /\ Spend
  /\ job' = [job EXCEPT ![c].at = AfterFileFailure(c)]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, space, call, made, issued, seen>>

\* Somebody who may rightly have the file named id: a namespace not yet freed, or another creation.
HasNamespace(id) == \E d \in Creators : space[d].id = id /\ space[d].phase \in {"live", "dying", "removing", "cleared", "unlisted"}
InCreation(id) == \E d \in Creators : job[d].id = id /\ (job[d].late \/ job[d].at \in {"mark", "magazine", "join"})

\* c finds a file that already has the name of its namespace (tsem_fs_create_external).
MeetExistingName(c) ==
  /\ job[c].at = "file" /\ job[c].id \in files
  /\ job' = [job EXCEPT ![c].at = AfterFileFailure(c)]
  /\ seen' = seen \union (IF HasNamespace(job[c].id) \/ InCreation(job[c].id) THEN {} ELSE {"name clash with nobody"})
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, space, call, used, made, issued>>

\* c gets no memory for its export magazine, when key, file and mark are all in place (tsem_ns_create).
FailMagazine(c) ==
  /\ job[c].at = "magazine" /\ HasFile(job[c].kind) /\ CanFail("magazine") /\ Spend
  /\ job' = [job EXCEPT ![c].late = TRUE,
                        ![c].at = IF Keyed /\ job[c].kind = "external"
                                  THEN IF Repaired("RestoreOnUnwind") THEN "undoOwn" ELSE "undoEntry"
                                  ELSE IF Repaired("FileRemovedOnUnwind") THEN "undoFile" ELSE "unlockFailed"]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, space, call, made, issued, seen>>

\* c wipes its own key, or puts the previous one back (allocate_external).
UndoOwnKey(c) ==
  /\ job[c].at = "undoOwn"
  /\ blob' = [blob EXCEPT ![c].key = job[c].saved[1]]
  /\ job' = [job EXCEPT ![c].at = "undoKey"]
  /\ UNCHANGED <<life, pid, killed, parent, forker, contextId, holder, keyList, files, space, call, used, made, issued, seen>>

\* c wipes the key of its parent, whatever it was good for before, or puts the previous one back (allocate_external).
UndoParentKey(c) ==
  /\ job[c].at = "undoKey"
  /\ blob' = [blob EXCEPT ![job[c].par].key = job[c].saved[2]]
  /\ job' = [job EXCEPT ![c].at = IF job[c].late THEN "undoMark" ELSE "undoEntry"]
  /\ seen' = seen \union ParentFacts(c)
  /\ UNCHANGED <<life, pid, killed, parent, forker, contextId, holder, keyList, files, space, call, used, made, issued>>

\* c puts the previous mark of its parent back (tsem_ns_create, repaired).
UndoMark(c) ==
  /\ job[c].at = "undoMark"
  /\ blob' = [blob EXCEPT ![job[c].par].mark = job[c].saved[3]]
  /\ job' = [job EXCEPT ![c].at = "undoEntry"]
  /\ seen' = seen \union ParentFacts(c)
  /\ UNCHANGED <<life, pid, killed, parent, forker, contextId, holder, keyList, files, space, call, used, made, issued>>

\* c removes the entry with its id from the list of keys (remove_task_key).
UndoEntry(c) ==
  /\ job[c].at = "undoEntry"
  /\ keyList' = Without(keyList, job[c].id)
  /\ job' = [job EXCEPT ![c].at = IF job[c].late /\ Repaired("FileRemovedOnUnwind") THEN "undoFile" ELSE "unlockFailed"]
  /\ seen' = seen \union (IF keyList' = keyList THEN {} ELSE ListFacts(c))
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, files, space, call, used, made, issued>>

\* c removes the file it made (tsem_ns_create, repaired).
UndoFile(c) ==
  /\ job[c].at = "undoFile"
  /\ files' = files \ {job[c].id}
  /\ job' = [job EXCEPT ![c].at = "unlockFailed"]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, space, call, used, made, issued, seen>>

\* c frees its context, leaves the critical section with an error and may ask again (tsem_ns_create).
UnlockAfterFailure(c) ==
  /\ job[c].at = "unlockFailed"
  /\ holder' = IF Mutex THEN Nobody ELSE holder
  /\ LET asksAgain == job[c].tries < RetryMax /\ c \notin killed
     IN  job' = [job EXCEPT ![c] = [IdleJob EXCEPT !.at = IF asksAgain THEN "idle" ELSE "over",
                                                   !.tries = IF asksAgain THEN job[c].tries + 1 ELSE 0]]
  /\ space' = [space EXCEPT ![c].address = 0]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, keyList, files, call, used, made, issued, seen>>

--------------------------------------------------------------------------------
\* Any task.

\* Identifiers of the dead that nobody has now. Others than those of Targets are not given again: no release names them.
FreedIdentifiers == {pid[t] : t \in {u \in Targets : life[u] = "gone"}} \ {pid[t] : t \in {u \in Tasks : Alive(u)}}
\* What m can get as its identifier: a new one, or, on budget, a freed one.
IdentifiersFor(m) == {m} \union (IF used.reuses < PidReuses THEN FreedIdentifiers ELSE {})

\* p forks m, with identifier i, and m takes over the context and, outside the root namespace, the key, but never the mark
\* (tsem_task_alloc, alloc_pid).
Fork(p, m, i) ==
  /\ Alive(p) /\ p # Reaper /\ p \notin killed /\ ~Working(p) /\ ~Calling(p) /\ life[m] = "unborn"
  /\ life' = [life EXCEPT ![m] = "alive"]
  /\ pid' = [pid EXCEPT ![m] = i]
  /\ parent' = [parent EXCEPT ![m] = p]
  /\ forker' = [forker EXCEPT ![m] = p]
  /\ blob' = [blob EXCEPT ![m] = [key |-> IF blob[p].ctx = Root THEN Zero ELSE blob[p].key, mark |-> 0, ctx |-> blob[p].ctx]]
  /\ space' = IF blob[p].ctx = Root THEN space ELSE [space EXCEPT ![blob[p].ctx].refs = @ + 1]
  /\ used' = [used EXCEPT !.reuses = IF i = m THEN @ ELSE @ + 1]
  /\ UNCHANGED <<killed, contextId, holder, keyList, files, job, call, made, issued, seen>>

Mortals == IF Exits > 0 THEN Tasks \ {Reaper} ELSE {}
\* The reaper takes no fatal signal.
Victims == IF Kills > 0 THEN Tasks \ {Reaper} ELSE {}

\* What is left of t when it is gone: its children go to the reaper, its reference to its namespace is dropped, and a command
\* that it has not written is never written.
End(t) ==
  /\ ~Working(t) /\ ~Calling(t)
  /\ life' = [life EXCEPT ![t] = "gone"]
  /\ killed' = killed \ {t}
  /\ parent' = [u \in Tasks |-> IF parent[u] = t THEN Reaper ELSE parent[u]]
  /\ space' = IF blob[t].ctx = Root THEN space
              ELSE [space EXCEPT ![blob[t].ctx].refs = @ - 1,
                                 ![blob[t].ctx].phase = IF space[blob[t].ctx].refs = 1 THEN "dying" ELSE @]
  /\ call' = IF call.by = t /\ call.result = "named" THEN NoCall ELSE call
  /\ UNCHANGED <<pid, forker, blob, contextId, holder, keyList, files, job, made, issued, seen>>

\* t exits: its children go to the reaper and its reference to its namespace is dropped (exit_notify, tsem_task_free).
Exit(t) ==
  /\ used.exits < Exits /\ Alive(t) /\ t \notin killed
  /\ End(t)
  /\ used' = [used EXCEPT !.exits = @ + 1]

\* A fatal signal comes for t. Whatever t is doing in the kernel it does to the end (complete_signal).
Kill(t) ==
  /\ used.kills < Kills /\ Alive(t) /\ t \notin killed
  /\ killed' = killed \union {t}
  /\ used' = [used EXCEPT !.kills = @ + 1]
  /\ UNCHANGED <<life, pid, parent, forker, blob, contextId, holder, keyList, files, job, space, call, made, issued, seen>>

\* t dies of the signal that came for it, on its way to user space (get_signal, do_exit).
Die(t) ==
  /\ t \in killed
  /\ End(t)
  /\ UNCHANGED used

--------------------------------------------------------------------------------
\* Kernel worker.

\* The worker frees the internal namespace that c made (wq_put).
FreeInternal(c) ==
  /\ space[c].phase = (IF ~Keyed /\ Repaired("ClearedOnRemoval") THEN "cleared" ELSE "dying")
  /\ ~HasFile(space[c].kind)
  /\ space' = [space EXCEPT ![c].phase = "freed", ![c].address = 0]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, job, call, used, made, issued, seen>>

\* The worker takes the mutex to remove the namespace that c made (wq_put).
LockForRemoval(c) ==
  /\ space[c].phase = "dying" /\ HasFile(space[c].kind) /\ Keyed
  /\ Mutex => holder = Nobody
  /\ holder' = IF Mutex THEN Worker ELSE holder
  /\ space' = [space EXCEPT ![c].phase = "removing"]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, keyList, files, job, call, used, made, issued, seen>>

\* The worker clears key and mark of the orchestrator of c's namespace, if they are still of that namespace (wq_put, repaired).
ClearOrchestrator(c) ==
  /\ Repaired("ClearedOnRemoval")
  /\ space[c].phase = (IF Keyed THEN "removing" ELSE "dying")
  /\ blob' = [t \in Tasks |-> IF t = space[c].owner /\ Alive(t) /\ blob[t].mark = MarkOf(c)
                              THEN [key |-> Zero, mark |-> 0, ctx |-> blob[t].ctx] ELSE blob[t]]
  /\ space' = [space EXCEPT ![c].phase = "cleared"]
  /\ UNCHANGED <<life, pid, killed, parent, forker, contextId, holder, keyList, files, job, call, used, made, issued, seen>>

\* The worker removes the key of the namespace that c made and gives the mutex back (wq_put, remove_task_key).
RemoveKey(c) ==
  /\ Keyed /\ space[c].phase = (IF Repaired("ClearedOnRemoval") THEN "cleared" ELSE "removing")
  /\ keyList' = Without(keyList, space[c].id)
  /\ holder' = IF Mutex THEN Nobody ELSE holder
  /\ space' = [space EXCEPT ![c].phase = "unlisted"]
  /\ seen' = seen \union (IF keyList' = keyList THEN {} ELSE ListFacts(Worker))
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, files, job, call, used, made, issued>>

\* The worker removes the file of the namespace that c made and frees the context (wq_put).
RemoveFile(c) ==
  /\ space[c].phase = (IF Keyed THEN "unlisted" ELSE IF Repaired("ClearedOnRemoval") THEN "cleared" ELSE "dying")
  /\ HasFile(space[c].kind)
  /\ files' = files \ {space[c].id}
  /\ space' = [space EXCEPT ![c].phase = "freed", ![c].address = 0]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, job, call, used, made, issued, seen>>

--------------------------------------------------------------------------------
\* Writer of a release.

MarkFits(w, t) == blob[w].mark = MarkOf(blob[t].ctx) /\ (Repaired("RootRefused") => blob[w].mark # 0)
\* Who may call. The reaper is left out: as a caller it is like a bystander.
Callers == IF Releases > 0 THEN Tasks \ {Reaper} ELSE {}
Readers == IF PidReuses > 0 THEN Callers ELSE {}
Over(result) == result \in {"none", "accepted", "refused", "vanished"}
MayCall(w) == Over(call.result) /\ used.calls < Releases /\ Alive(w) /\ ~Working(w)

\* w learns the identifier of t from an event of t, and means to release t. Events of the root namespace reach nobody.
NameTask(w, t) ==
  /\ MayCall(w) /\ w \notin killed /\ Alive(t) /\ blob[t].ctx # Root
  /\ call' = [NoCall EXCEPT !.by = w, !.pid = pid[t], !.meant = t, !.result = "named"]
  /\ used' = [used EXCEPT !.calls = @ + 1]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, job, space, made, issued, seen>>

\* w is about to look up i. It has read the identifier before, if the time between can make a difference.
Asks(w, i) == IF PidReuses > 0 THEN call.by = w /\ call.pid = i /\ call.result = "named" /\ ~Working(w) ELSE MayCall(w) /\ InUse(i)
Meant(i) == IF PidReuses > 0 THEN call.meant ELSE Bearer(i)
Asked == used' = [used EXCEPT !.calls = IF PidReuses > 0 THEN @ ELSE @ + 1]
Refused == [NoCall EXCEPT !.result = "refused"]

\* w asks to release whoever has identifier i, with half h, and that task's namespace is the one w is marked with (control_COE,
\* K1 and K2).
FindTask(w, i, h) ==
  /\ Asks(w, i) /\ InUse(i) /\ MarkFits(w, Bearer(i))
  /\ Numbered => Bearer(i) = Meant(i)
  /\ call' = [NoCall EXCEPT !.by = w, !.pid = i, !.meant = Meant(i), !.of = Bearer(i), !.half = h, !.ns = blob[Bearer(i)].ctx,
                            !.result = IF Keyed THEN "found" ELSE "accepted"]
  /\ Asked
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, job, space, made, issued, seen>>

\* w asks to release whoever has identifier i, but w is not marked with that task's namespace: refused (control_COE, K2).
RefuseForeignTask(w, i) ==
  /\ Asks(w, i) /\ InUse(i) /\ ~MarkFits(w, Bearer(i))
  /\ call' = Refused
  /\ Asked
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, job, space, made, issued, seen>>

\* w asks to release i, and the task found has another number than the call names: refused (control_COE of "tnum", or repaired).
RefuseOtherTask(w, i) ==
  /\ Asks(w, i) /\ InUse(i) /\ MarkFits(w, Bearer(i))
  /\ Numbered /\ Bearer(i) # Meant(i)
  /\ call' = Refused
  /\ Asked
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, job, space, made, issued, seen>>

\* w asks to release i, an identifier that nobody has any more: refused (control_COE, K1, -ESRCH).
FindNobody(w, i) ==
  /\ Asks(w, i) /\ ~InUse(i)
  /\ call' = [NoCall EXCEPT !.result = "vanished"]
  /\ Asked
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, job, space, made, issued, seen>>

\* w hashes the half it gave with the one in the blob of the task it named (control_COE, K3).
HashHalves(w) ==
  /\ call.by = w /\ call.result = "found"
  /\ call' = [call EXCEPT !.read = blob[call.of].key, !.digest = Digest(blob[call.of].key, call.half), !.result = "hashed"]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, job, space, used, made, issued, seen>>

\* w has the key that its call hashed to: the release is accepted (control_COE, K4).
AcceptRelease(w) ==
  /\ call.by = w /\ call.result = "hashed" /\ blob[w].key = call.digest
  /\ call' = [call EXCEPT !.result = "accepted"]
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, job, space, used, made, issued, seen>>

\* w has another key than its call hashed to: the release is refused (control_COE, K4).
RefuseWrongKey(w) ==
  /\ call.by = w /\ call.result = "hashed" /\ blob[w].key # call.digest
  /\ call' = Refused
  /\ UNCHANGED <<life, pid, killed, parent, forker, blob, contextId, holder, keyList, files, job, space, used, made, issued, seen>>

--------------------------------------------------------------------------------
\* Whole system.

Finished ==
  /\ \A c \in Creators : Alive(c) => job[c].at = "over"
  /\ \A c \in Creators : space[c].phase \in {"none", "live", "freed"}
  /\ Over(call.result)
  /\ killed = {}

\* Nothing is left to do: every living creator has its answer, no removal and no call is under way, and nobody is about to die.
Done == Finished /\ UNCHANGED vars

HalvesFor(k) == IF Keyed /\ k = "external" THEN Halves ELSE {0}
HalvesGiven == IF Keyed THEN Halves ELSE {0}

Next ==
  \/ \E c \in Creators : RefuseSecondRole(c)
  \/ \E c \in Creators : \E k \in Kinds : \E h \in HalvesFor(k) : \E a \in FreeAddresses : LockContextIds(c, k, h, a)
  \/ \E c \in Creators : \E r \in Rand : DrawHalf(c, r)
  \/ \E c \in Creators : TakeNewId(c)
  \/ \E c \in Creators : LookUpParent(c)
  \/ \E c \in Creators : RefuseParent(c)
  \/ \E c \in Creators : HashIntoParent(c)
  \/ \E c \in Creators : HashIntoBuffer(c)
  \/ \E c \in Creators : RejectKey(c)
  \/ \E c \in Creators : AcceptKey(c)
  \/ \E c \in Creators : RegisterKey(c)
  \/ \E c \in Creators : PublishOwnHalf(c)
  \/ \E c \in Creators : PublishKey(c)
  \/ \E c \in Creators : CreateFile(c)
  \/ \E c \in Creators : MarkParent(c)
  \/ \E c \in Creators : PublishId(c)
  \/ \E c \in Creators : JoinNamespace(c)
  \/ \E c \in Creators : Unlock(c)
  \/ \E c \in Creators : FailExternal(c)
  \/ \E c \in Creators : FailKeyEntry(c)
  \/ \E c \in Creators : FailFile(c)
  \/ \E c \in Creators : MeetExistingName(c)
  \/ \E c \in Creators : FailMagazine(c)
  \/ \E c \in Creators : UndoOwnKey(c)
  \/ \E c \in Creators : UndoParentKey(c)
  \/ \E c \in Creators : UndoMark(c)
  \/ \E c \in Creators : UndoEntry(c)
  \/ \E c \in Creators : UndoFile(c)
  \/ \E c \in Creators : UnlockAfterFailure(c)
  \/ \E c \in Creators : FreeInternal(c)
  \/ \E c \in Creators : LockForRemoval(c)
  \/ \E c \in Creators : ClearOrchestrator(c)
  \/ \E c \in Creators : RemoveKey(c)
  \/ \E c \in Creators : RemoveFile(c)
  \/ \E p \in Tasks : \E m \in Spares : \E i \in IdentifiersFor(m) : Fork(p, m, i)
  \/ \E t \in Mortals : Exit(t)
  \/ \E t \in Victims : Kill(t)
  \/ \E t \in Victims : Die(t)
  \/ \E w \in Readers : \E t \in Targets : NameTask(w, t)
  \/ \E w \in Callers : \E i \in Targets : \E h \in HalvesGiven : FindTask(w, i, h)
  \/ \E w \in Callers : \E i \in Targets : RefuseForeignTask(w, i)
  \/ \E w \in Readers : \E i \in Targets : RefuseOtherTask(w, i)
  \/ \E w \in Readers : \E i \in Targets : FindNobody(w, i)
  \/ \E w \in Callers : HashHalves(w)
  \/ \E w \in Callers : AcceptRelease(w)
  \/ \E w \in Callers : RefuseWrongKey(w)
  \/ Done

Spec == Init /\ [][Next]_vars

\* c draws a half whose key is not in the list.
DrawFreeHalf(c) == \E r \in Rand : ~Listed(Digest(Half(r), job[c].half)) /\ DrawHalf(c, r)

\* Something goes on as long as anything can, and a search that has free keys within reach again and again draws one of them.
FairSpec == Init /\ [][Next]_vars /\ WF_vars(Next) /\ \A c \in Creators : SF_vars(DrawFreeHalf(c))

--------------------------------------------------------------------------------
\* Properties: keys and critical section.

\* C16: no two live external namespaces have the same key. Breaks when two creations search at the same time.
KeysDiffer == \A c, d \in Creators : c # d /\ LiveKeyed(c) /\ LiveKeyed(d) => made[c].key # made[d].key

\* C16 again, of the list itself: no key stands in it twice. Breaks when a search and an append can interleave.
ListedKeysDiffer == \A i, j \in 1..Len(keyList) : i # j => keyList[i][2] # keyList[j][2]

Insiders == {c \in Creators : Inside(c)} \union {c \in Creators : Keyed /\ space[c].phase \in {"removing", "cleared"}}

\* C17: at most one task is between lock and unlock. Breaks without the mutex.
OneInsideAtATime == Cardinality(Insiders) <= 1

\* C17: the list of keys was changed only by the holder of the mutex. Breaks with any change outside the critical section.
ListChangedInside == "list changed outside" \notin seen

\* C17 as an action property, for engines that take them.
ListChangesOnlyInside == [][keyList' # keyList => holder # Nobody]_vars

\* C18: the key of a live namespace is held by the living task that forked its creator, and by no other task. Breaks when the
\* orchestrator makes a second namespace, while somebody else's search passes the same key, and after a removal: the orchestrator of
\* an ended namespace keeps its key, which is no longer in the list.
KeyAtOrchestratorAlone ==
  \A c \in Creators : LiveKeyed(c) /\ Alive(forker[c]) => {t \in Tasks : Alive(t) /\ blob[t].key = made[c].key} = {forker[c]}

OnlyChildCreates(c) == \A d \in Creators : d # c /\ forker[d] = forker[c] => job[d] = IdleJob /\ space[d].phase = "none"

\* C18 under its conditions: a living parent with only one child that ever creates holds the key of that child's namespace. Breaks
\* when anything but that child writes into the parent.
OrchestratorHoldsKey ==
  \A c \in Creators : LiveKeyed(c) /\ Alive(forker[c]) /\ OnlyChildCreates(c) => blob[forker[c]].key = made[c].key

\* I-23: no task but the registered orchestrator ever holds the key of a live namespace, not even for an instant. Breaks while a
\* search keeps its candidates in the blob of the parent.
NoForeignCopyOfKey == \A c \in Creators : \A t \in Tasks : LiveKeyed(c) /\ Alive(t) /\ blob[t].key = made[c].key => t = space[c].owner

\* I-18: every member of an external namespace keeps the random half that was registered for it. Breaks when a member creates a
\* namespace itself, or is the parent of a task that does.
MembersKeepHalf == \A c \in Creators : \A t \in Tasks : LiveKeyed(c) /\ Alive(t) /\ blob[t].ctx = c => blob[t].key = made[c].own

\* I-19: whatever a creation wrote into its parent went to the living task that had forked it. Breaks when the parent exits before
\* it is looked up (the reaper gets the key) or between look-up and write (freed memory gets it).
ParentIsLivingForker == seen \cap {"wrong parent written", "freed parent written"} = {}

\* A search that is under way can still find a key that is free. Breaks when all hash values in reach are taken: then the search
\* never ends, and holds the mutex.
SearchCanEnd ==
  \A c \in Creators : Keyed /\ job[c].at \in {"external", "draw", "hash", "compare"} =>
    \E r \in Rand : ~Listed(Digest(Half(r), job[c].half))

\* A search that began ends. Temporal form of SearchCanEnd, for engines that take liveness.
SearchEnds == \A c \in Creators : (job[c].at = "hash") ~> (job[c].at \notin {"draw", "hash", "compare"})

--------------------------------------------------------------------------------
\* Properties: ids, marks and files.

\* C19: each id given is greater than the one before. Breaks without the mutex, and when the counter wraps.
IdsIncrease == \A i \in 1..Len(issued) : issued[i] > (IF i = 1 THEN 0 ELSE issued[i - 1])

\* No two live namespaces have the same id. Breaks without the mutex: an internal namespace needs no file, and only the clash of
\* file names keeps two external ones apart.
IdsDiffer == \A c, d \in Creators : c # d /\ Live(c) /\ Live(d) => space[c].id # space[d].id

BeingMade(o, i) == \E c \in Creators : Inside(c) /\ job[c].par = o /\ job[c].id = i

\* C19: a mark names no live namespace but one of its holder, and no id that was never given. Breaks when a failed creation leaves
\* its mark behind; in "tnum" when an address is used again, for nobody clears the pointer to an ended namespace.
MarkNamesOwnNamespace ==
  \A o \in Tasks : Alive(o) /\ blob[o].mark # 0 =>
    /\ \A c \in Creators : Live(c) /\ ~Inside(c) /\ MarkOf(c) = blob[o].mark => space[c].owner = o
    /\ MarkIsAddress \/ blob[o].mark <= contextId \/ BeingMade(o, blob[o].mark)

\* I-20: every file belongs to a namespace not yet freed, or to a creation under way. Breaks when a creation fails after it made
\* its file.
FilesHaveNamespaces == \A i \in files : HasNamespace(i) \/ InCreation(i)

\* I-20: no creation fails over a name that no namespace has. Breaks on the creation after a late failure.
NameClashIsReal == "name clash with nobody" \notin seen

--------------------------------------------------------------------------------
\* Properties: release.

Accepted == call.result = "accepted"
MemberReleased == Accepted /\ call.ns # Root /\ space[call.ns].kind = "external"

\* I-4 at the checks: an accepted release is of the task whose identifier its writer read. Breaks when that task is gone and
\* another member of the namespace has its identifier: members share mark and key, so that nothing tells the one from the other.
ReleaseReachesItsTask == Accepted => call.of = call.meant

\* A release by w of t with half h would be accepted now.
CanRelease(w, t, h) == MarkFits(w, t) /\ (Keyed => blob[w].key = Digest(blob[t].key, h))

\* C20: an accepted release of a task outside the root namespace came from the orchestrator that its namespace registered. Breaks
\* when a left-over mark meets a left-over key; in "tnum" when an address is used again.
AcceptedFromOwnOrchestrator == Accepted /\ call.ns # Root => call.by = space[call.ns].owner

\* C21: an accepted release of a member of an external namespace rests on the very two halves of that namespace. Breaks when two
\* pairs of halves have the same hash.
AcceptedWithBothHalves ==
  MemberReleased /\ Keyed => call.half = made[call.ns].half /\ call.read = made[call.ns].own

\* C21 for outsiders: nobody but the orchestrator could be accepted for a member of an external namespace, whatever half it gives.
\* Breaks when a foreign task holds key and mark of the namespace.
OutsidersCannotRelease ==
  \A c \in Creators : \A w, t \in Tasks : \A h \in HalvesGiven :
    LiveKeyed(c) /\ Alive(w) /\ Alive(t) /\ blob[t].ctx = c /\ CanRelease(w, t, h) => w = space[c].owner

\* I-17: as long as the task that forked its creator lives, each member of a complete external namespace can be released by
\* somebody. Breaks when the orchestrator's key or mark is overwritten or wiped for the sake of another namespace.
SomeoneCanRelease ==
  \A c \in Creators : Live(c) /\ space[c].kind = "external" /\ ~Inside(c) /\ Alive(forker[c]) =>
    \A t \in Tasks : Alive(t) /\ blob[t].ctx = c => \E w \in Tasks : Alive(w) /\ CanRelease(w, t, made[c].half)

AloneWithParent(c) == \A d \in Creators : d # c /\ forker[d] = forker[c] => ~Inside(d) /\ space[d].phase = "none"

\* I-17 for failures: a namespace whose orchestrator has no other can be released by it. Breaks when another creation under the same
\* orchestrator fails and wipes the key, or leaves its own key and mark behind.
FailureSparesOtherNamespace ==
  \A c \in Creators : Live(c) /\ space[c].kind = "external" /\ ~Inside(c) /\ Alive(forker[c]) /\ AloneWithParent(c) =>
    CanRelease(forker[c], c, made[c].half) \/ ~Alive(c)

\* I-26: no release of a task in the root namespace is accepted. Breaks while a namespace is being made: until its mark is written
\* the orchestrator has mark 0, the id of the root namespace, in which the creating task still is, and their keys fit already.
RootNeverReleased == ~(Accepted /\ call.ns = Root)

\* I-26 for strangers: nobody but the task that forked it is accepted for a task in the root namespace. Breaks when a hash can be all
\* zero, for a task that never was an orchestrator has mark 0 and a key of zeros; and when a call that passed the first check too
\* early meets, in another search, the half of its own namespace.
RootReleasedByForkerOnly == Accepted /\ call.ns = Root => call.by = forker[call.of]

--------------------------------------------------------------------------------
\* Witnesses: each is violated where the good or rare state it denies is reached.

\* Two external namespaces live at the same time.
NeverTwoNamespaces == ~(\E c, d \in Creators : c # d /\ LiveKeyed(c) /\ LiveKeyed(d))
\* An external namespace lives, its creator is through, its orchestrator too is alive.
NeverComplete == ~(\E c \in Creators : Live(c) /\ space[c].kind = "external" /\ job[c].at = "over" /\ Alive(c) /\ Alive(forker[c]))
\* Two entries stand in the list of keys.
NeverTwoEntries == Len(keyList) < 2
\* One task is inside the critical section while another waits for it.
NeverContended == ~(\E c, d \in Creators : Inside(c) /\ Alive(d) /\ job[d].at = "idle")
\* A candidate was found in the list, and the search goes on.
NeverRedraws == \A c \in Creators : job[c].at # "draw"
\* Two ids were given.
NeverTwoIds == Len(issued) < 2
\* An orchestrator is marked.
NeverMarked == \A t \in Tasks : blob[t].mark = 0
\* A file exists.
NeverFile == files = {}
\* A member was forked and lives beside its creator.
NeverTwoMembers == \A c \in Creators : space[c].refs < 2
\* A namespace was removed to the end.
NeverFreed == \A c \in Creators : space[c].phase # "freed"
\* A creator was reparented before it asked.
NeverReparented == \A c \in Creators : Alive(c) => parent[c] = forker[c]
\* A creation failed.
NeverFails == \A c \in Creators : job[c].at # "unlockFailed"
\* A creation failed over an existing name or for want of memory, and its creator asks again.
NeverRetries == \A c \in Creators : ~(job[c].tries = 1 /\ Inside(c))
\* A release was accepted.
NeverAccepted == ~Accepted
\* A release passed the first check for a task in the root namespace.
NeverRootFound == ~(call.result = "found" /\ call.ns = Root)
\* A release of a member of an external namespace was accepted.
NeverMemberReleased == ~MemberReleased
\* A release was refused.
NeverRefused == call.result # "refused"
\* A task has an identifier that another one had before.
NeverReusesPid == \A t \in Tasks : Alive(t) => pid[t] = t
\* The identifier that somebody is about to write has become another task's.
NeverSubstituted == ~(call.result = "named" /\ InUse(call.pid) /\ Bearer(call.pid) # call.meant)
\* A release found nobody.
NeverVanishes == call.result # "vanished"
\* A second release let a member of an external namespace go.
NeverReleasesTwice == ~(MemberReleased /\ used.calls = 2)
\* A fatal signal meets a task that is making a namespace.
NeverKilledInside == \A t \in killed : ~Working(t)
\* A fatal signal meets a task in the middle of its release call.
NeverKilledCalling == \A t \in killed : ~Calling(t)
\* The target of a release dies while the release is under way.
NeverTargetDies == ~(call.result \in {"found", "hashed"} /\ ~Alive(call.of))
\* A bystander and a complete external namespace are there together.
NeverOutsider == ~(\E c \in Creators : \E b \in Bystanders : LiveKeyed(c) /\ job[c].at = "over" /\ Alive(b))
==============================================================================
