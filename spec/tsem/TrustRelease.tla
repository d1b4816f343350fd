---------------------------- MODULE TrustRelease ----------------------------
\* How a task that raised a security event waits for its orchestrator, and how it comes to run again.
\*
\* Models the export path of tsem_export_event() with its wait loop, the hook's return value and what the
\* caller does with it, and the status update of control_COE(), each access to shared memory one action.
\* Around them, switched on by budgets: signals, kills, reuse of PIDs, exec by a sibling thread, callers
\* without the key, repeated releases, the orchestrator's death.
\* Leaves out: the queue's flag, polling and rendering (ExportQueue): the reader here may read whenever the
\* queue holds something, which allows every order that polling allows. Locked hooks, which never wait.
\* How keys come to be (TaskKey): here the key check is one predicate. Time. Memory is sequentially
\* consistent; a weaker memory only adds behaviours.
\* An untrusted task's hook ends in tsem's discipline without export; it is one step here, recorded nowhere.
\*
\* Source: mail 20240219111636.GA22664@wind.enjellic.com (variant email); TSEM v3 series, patches 04/12,
\* 07/12 and 08/12 with the series' fs.c (v3); the 2025 tree with task numbers (tnum).
\* Steps: impl/tsem/trust-release.ts, control-coe.ts, orchestrator.ts, signals.ts, exec.ts, life.ts, kernel.ts
EXTENDS Integers, Sequences, FiniteSets

CONSTANTS
  Task,         \* task structs; each lives once
  Pid,          \* process identifiers, reused after exit
  NoTask,       \* no task: a model value
  NoPid,        \* no identifier: a model value
  InitialTask,  \* tasks that are alive at the start, as threads of one process when ExecMax > 0
  Leader,       \* the thread whose identifier a sibling takes over by exec
  Variant,      \* "email", "v3" or "tnum": whose code
  Reading,      \* "r1", "r2" or "r3": how the mail's unbalanced braces are repaired; r1 elsewhere
  Repairs,      \* the set of repairs switched on
  Enforce,      \* TRUE: the action for events of untrusted tasks is EPERM; FALSE: they are logged
  SamePidSpace, \* TRUE: the orchestrator looks identifiers up in the space the events name them in
  FreesTasks,   \* TRUE: the memory of reaped tasks is freed; FALSE where it makes no difference, to save states
  HooksHoldDirectory, \* TRUE: hooks are called under a directory lock that judging needs
  Defect,       \* "none", or a fault put in on purpose to show that a property can fail; one of KnownDefects
  EventMax,     \* events a task raises
  BadMax,       \* budget: events that the security model does not allow, over all tasks
  KillMax,      \* budget: fatal signals
  SignalMax,    \* budget: non-fatal signals
  ExecMax,      \* budget: exec by a thread that is not the leader
  IntruderMax,  \* budget: releases tried by callers other than the orchestrator
  RepeatMax,    \* budget: releases that the orchestrator sends once more
  DeathMax      \* budget: deaths of the orchestrator

KnownRepairs == {"PendingBeforeAppend", "StateBeforeTest", "AtomicUpdate", "BindToEvent",
                 "HoldTaskReference", "ErrorOnFatal", "CheckAfterWait"}

KnownDefects == {"none",
  "KeyUnchecked",   \* control_COE without its checks of namespace and key
  "PidFreedOnKill", \* a fatal signal frees the identifier while the task still waits
  "ClearsAllBits",  \* clearing PENDING clears the other bits as well
  "TestOmitted",    \* the wait loop is left without looking at the status
  "TrustUntested"}  \* control_COE stores TRUSTED without testing for it

ASSUME VariantKnown == Variant \in {"email", "v3", "tnum"}
ASSUME ReadingKnown == Reading \in {"r1", "r2", "r3"} /\ (Variant # "email" => Reading = "r1")
ASSUME RepairsKnown == Repairs \subseteq KnownRepairs
ASSUME DefectKnown == Defect \in KnownDefects
ASSUME TasksKnown == InitialTask \subseteq Task /\ Leader \in InitialTask
ASSUME PidsSuffice == Cardinality(InitialTask) <= Cardinality(Pid)

VARIABLES
  \* the tasks
  pc,       \* pc[t]: the access that t makes next, or "unborn", "idle", "exec", "zombie", "reaped", "freed"
  status,   \* status[t]: trust_status, a set of the bits "TRUSTED", "UNTRUSTED", "PENDING"
  reg,      \* reg[t]: what t loaded for its OR, {} when it holds nothing
  cpu,      \* cpu[t]: the scheduler's state of t, "running" or "interruptible"
  sig,      \* sig[t]: the gravest pending signal, "none", "soft" or "kill"
  pidOf,    \* pidOf[t]: t's identifier, NoPid before birth and after reaping
  current,  \* current[t]: the event that t raised last, NoEvent before the first
  retn,     \* retn[t]: what the hook is going to return, "ok" or "EPERM"
  queue,    \* the namespace's export queue, a sequence of events
  \* the orchestrator
  oPc,      \* what it does next, or "dead"
  oEvent,   \* the event in its hands, or NoEvent
  oTask,    \* the task its control call found, or NoTask
  oReg,     \* what its control call loaded for the AND, {} when it holds nothing
  oResult,  \* what its control call returned: "none", "ok", "ESRCH" or "EINVAL"
  \* budgets
  spent,    \* how much of each budget is used
  \* history, guarding nothing
  judged,        \* events judged by the orchestrator
  passed,        \* exported events whose hook returned 0, so that the operation took place
  abandoned,     \* events whose wait ended by a fatal signal
  everUntrusted, \* tasks to which UNTRUSTED was written
  clearedBy,     \* clearedBy[t]: who removed PENDING last, "nobody", "signal", "its release", "another's release"
  atLookup,      \* of the control call under way: was its task untrusted ("no", at "lookup", "during" it), the event's wait
                 \* given up by then, the task waiting for this event
  intruders,     \* callers other than the orchestrator whose release was accepted
  touchedFreed   \* TRUE: a task struct was used after it was freed

taskVars == <<pc, status, reg, cpu, sig, pidOf, current, retn>>
orchestratorVars == <<oPc, oEvent, oTask, oReg, oResult>>
historyVars == <<judged, passed, abandoned, everUntrusted, clearedBy, atLookup, intruders, touchedFreed>>
vars == <<pc, status, reg, cpu, sig, pidOf, current, retn, queue, oPc, oEvent, oTask, oReg, oResult, spent,
          judged, passed, abandoned, everUntrusted, clearedBy, atLookup, intruders, touchedFreed>>

-----------------------------------------------------------------------------
NoEvent == [task |-> NoTask, number |-> 0, pid |-> NoPid, good |-> FALSE]
Nothing == [untrusted |-> "no", abandoned |-> FALSE, waited |-> FALSE]

ExportStep == {"orLoad", "orStore", "append", "setFlag", "wakeReaders"}
LoopStep == {"test", "setState", "schedule", "signalTest", "abandon"}
InHook == ExportStep \cup LoopStep \cup {"checkResult", "return"}
Alive(t) == pc[t] \in InHook \cup {"idle", "exec"}
UpdateStep == {"update", "testTrusted", "storeTrusted", "storeUntrusted", "clearLoad", "clearStore"}

TypeOK ==
  /\ \A t \in Task : pc[t] \in InHook \cup {"unborn", "idle", "exec", "zombie", "reaped", "freed"}
  /\ \A t \in Task : status[t] \subseteq {"TRUSTED", "UNTRUSTED", "PENDING"}
  /\ \A t \in Task : reg[t] \subseteq {"TRUSTED", "UNTRUSTED", "PENDING"}
  /\ \A t \in Task : cpu[t] \in {"running", "interruptible"} /\ sig[t] \in {"none", "soft", "kill"}
  /\ \A t \in Task : pidOf[t] \in Pid \cup {NoPid} /\ retn[t] \in {"ok", "EPERM"}
  /\ \A t \in Task : current[t] = NoEvent \/ current[t].task = t
  /\ oPc \in UpdateStep \cup {"read", "judge", "lookup", "wake", "report", "dead"}
  /\ oTask \in Task \cup {NoTask} /\ oResult \in {"none", "ok", "ESRCH", "EINVAL"}
  /\ \A t \in Task : clearedBy[t] \in {"nobody", "signal", "its release", "another's release"}

Init ==
  /\ pc = [t \in Task |-> IF t \in InitialTask THEN "idle" ELSE "unborn"]
  /\ status = [t \in Task |-> {"TRUSTED"}]
  /\ reg = [t \in Task |-> {}]
  /\ cpu = [t \in Task |-> "running"]
  /\ sig = [t \in Task |-> "none"]
  /\ pidOf = LET given == CHOOSE f \in [InitialTask -> Pid] : \A t, u \in InitialTask : t # u => f[t] # f[u]
             IN  [t \in Task |-> IF t \in InitialTask THEN given[t] ELSE NoPid]
  /\ current = [t \in Task |-> NoEvent]
  /\ retn = [t \in Task |-> "ok"]
  /\ queue = <<>>
  /\ oPc = "read" /\ oEvent = NoEvent /\ oTask = NoTask /\ oReg = {} /\ oResult = "none"
  /\ spent = [bad |-> 0, kills |-> 0, signals |-> 0, execs |-> 0, intruders |-> 0, repeats |-> 0, deaths |-> 0]
  /\ judged = {} /\ passed = {} /\ abandoned = {} /\ everUntrusted = {}
  /\ clearedBy = [t \in Task |-> "nobody"]
  /\ atLookup = Nothing /\ intruders = {} /\ touchedFreed = FALSE

\* The order of accesses, as the variant and the repairs have it.
Repaired(r) == r \in Repairs
AfterRaise == IF Repaired("PendingBeforeAppend") THEN "orLoad" ELSE "append"
AfterPending == IF Repaired("PendingBeforeAppend") THEN "append" ELSE "setFlag"
AfterAppend == IF Repaired("PendingBeforeAppend") THEN "setFlag" ELSE "orLoad"
LoopStart == IF Repaired("StateBeforeTest") THEN "setState" ELSE "test"
AfterSetState == IF Repaired("StateBeforeTest") THEN "test" ELSE "schedule"
AfterTestPending == IF Repaired("StateBeforeTest") THEN "schedule" ELSE "setState"
AfterLoop == IF Repaired("CheckAfterWait") THEN "checkResult" ELSE "return"

\* email tests, stores and then clears; the trees clear first.
ClearFirst == Variant # "email"
AfterTestTrusted == IF ClearFirst THEN "wake" ELSE "clearLoad"
AfterClear == IF ClearFirst THEN "testTrusted" ELSE "wake"
AfterStoreUntrusted == IF ClearFirst \/ Reading = "r3" THEN "wake" ELSE "clearLoad"
FirstUpdate(good) == IF Repaired("AtomicUpdate") THEN "update"
                     ELSE IF ~good THEN "storeUntrusted"
                     ELSE IF ClearFirst THEN "clearLoad" ELSE "testTrusted"

FatalReturn(t) == IF Variant = "email" \/ Repaired("ErrorOnFatal") THEN "EPERM" ELSE retn[t]

-----------------------------------------------------------------------------
\* Task.

\* t enters a hook with an event. It is trusted, so the event goes to export; good says whether the security model
\* will allow it (tsem.c, dispatch_event).
RaiseEvent(t, good) ==
  /\ pc[t] = "idle" /\ sig[t] # "kill" /\ current[t].number < EventMax
  /\ status[t] = {"TRUSTED"}
  /\ good \/ spent.bad < BadMax
  /\ pc' = [pc EXCEPT ![t] = AfterRaise]
  /\ current' = [current EXCEPT ![t] = [task |-> t, number |-> current[t].number + 1, pid |-> pidOf[t], good |-> good]]
  /\ retn' = [retn EXCEPT ![t] = "ok"]
  /\ spent' = IF good THEN spent ELSE [spent EXCEPT !.bad = spent.bad + 1]
  /\ UNCHANGED <<status, reg, cpu, sig, pidOf, queue, orchestratorVars, historyVars>>

\* t, no longer trusted, enters a hook and is disciplined. The event is logged, and refused when enforcing; it is not
\* exported (tsem.c, untrusted_task).
BeDisciplined(t) ==
  /\ pc[t] = "idle" /\ sig[t] # "kill" /\ current[t].number < EventMax
  /\ status[t] # {"TRUSTED"}
  /\ current' = [current EXCEPT ![t] = [task |-> t, number |-> current[t].number + 1, pid |-> pidOf[t], good |-> FALSE]]
  /\ retn' = [retn EXCEPT ![t] = IF Enforce THEN "EPERM" ELSE "ok"]
  /\ UNCHANGED <<pc, status, reg, cpu, sig, pidOf, queue, orchestratorVars, spent, historyVars>>

\* t puts its event on the export queue. From now on any reader can take it (export.c, tsem_export_event, E3).
EnqueueEvent(t) ==
  /\ pc[t] = "append"
  /\ pc' = [pc EXCEPT ![t] = AfterAppend]
  /\ queue' = Append(queue, current[t])
  /\ UNCHANGED <<status, reg, cpu, sig, pidOf, current, retn, orchestratorVars, spent, historyVars>>

\* t loads its status. This is the first half of setting PENDING, a load and a store (tsem_export_event, E5a).
LoadStatus(t) ==
  /\ pc[t] = "orLoad" /\ ~Repaired("AtomicUpdate")
  /\ pc' = [pc EXCEPT ![t] = "orStore"]
  /\ reg' = [reg EXCEPT ![t] = status[t]]
  /\ UNCHANGED <<status, cpu, sig, pidOf, current, retn, queue, orchestratorVars, spent, historyVars>>

\* t stores what it loaded, with PENDING added. The second half (tsem_export_event, E5b).
StorePending(t) ==
  /\ pc[t] = "orStore"
  /\ pc' = [pc EXCEPT ![t] = AfterPending]
  /\ status' = [status EXCEPT ![t] = reg[t] \cup {"PENDING"}]
  /\ reg' = [reg EXCEPT ![t] = {}]
  /\ clearedBy' = [clearedBy EXCEPT ![t] = "nobody"]
  /\ everUntrusted' = IF "UNTRUSTED" \in reg[t] THEN everUntrusted \cup {t} ELSE everUntrusted
  /\ UNCHANGED <<cpu, sig, pidOf, current, retn, queue, orchestratorVars, spent,
                 judged, passed, abandoned, atLookup, intruders, touchedFreed>>

\* t adds PENDING to its status in one critical section. The repaired form of the two halves (E5).
SetPending(t) ==
  /\ pc[t] = "orLoad" /\ Repaired("AtomicUpdate")
  /\ pc' = [pc EXCEPT ![t] = AfterPending]
  /\ status' = [status EXCEPT ![t] = status[t] \cup {"PENDING"}]
  /\ clearedBy' = [clearedBy EXCEPT ![t] = "nobody"]
  /\ UNCHANGED <<reg, cpu, sig, pidOf, current, retn, queue, orchestratorVars, spent,
                 judged, passed, abandoned, everUntrusted, atLookup, intruders, touchedFreed>>

\* t sets the flag that there is an event. Pollers read it (export.c, trigger_event, E6a).
SetEventFlag(t) ==
  /\ pc[t] = "setFlag"
  /\ pc' = [pc EXCEPT ![t] = "wakeReaders"]
  /\ UNCHANGED <<status, reg, cpu, sig, pidOf, current, retn, queue, orchestratorVars, spent, historyVars>>

\* t wakes the readers of the queue. (export.c, trigger_event, E6b).
WakeReaders(t) ==
  /\ pc[t] = "wakeReaders"
  /\ pc' = [pc EXCEPT ![t] = LoopStart]
  /\ UNCHANGED <<status, reg, cpu, sig, pidOf, current, retn, queue, orchestratorVars, spent, historyVars>>

\* t tests its status for PENDING. If it is set, t stays in the wait loop (tsem_export_event, E7).
TestPending(t) ==
  /\ pc[t] = "test"
  /\ LET stays == "PENDING" \in status[t] /\ Defect # "TestOmitted"
     IN  /\ pc' = [pc EXCEPT ![t] = IF stays THEN AfterTestPending ELSE AfterLoop]
         /\ cpu' = [cpu EXCEPT ![t] = IF stays THEN cpu[t] ELSE "running"]
  /\ UNCHANGED <<status, reg, sig, pidOf, current, retn, queue, orchestratorVars, spent, historyVars>>

\* t marks itself as about to sleep. (set_current_state, E8).
SetInterruptible(t) ==
  /\ pc[t] = "setState"
  /\ pc' = [pc EXCEPT ![t] = AfterSetState]
  /\ cpu' = [cpu EXCEPT ![t] = "interruptible"]
  /\ UNCHANGED <<status, reg, sig, pidOf, current, retn, queue, orchestratorVars, spent, historyVars>>

\* t calls schedule(). It sleeps, unless a signal is pending or somebody has woken it since (E9).
Schedule(t) ==
  /\ pc[t] = "schedule"
  /\ pc' = [pc EXCEPT ![t] = "signalTest"]
  /\ cpu' = [cpu EXCEPT ![t] = IF sig[t] = "none" THEN cpu[t] ELSE "running"]
  /\ UNCHANGED <<status, reg, sig, pidOf, current, retn, queue, orchestratorVars, spent, historyVars>>

\* t runs again and looks for a fatal signal. (fatal_signal_pending, E10).
TestFatalSignal(t) ==
  /\ pc[t] = "signalTest" /\ cpu[t] = "running"
  /\ pc' = [pc EXCEPT ![t] = IF sig[t] = "kill" THEN "abandon" ELSE LoopStart]
  /\ UNCHANGED <<status, reg, cpu, sig, pidOf, current, retn, queue, orchestratorVars, spent, historyVars>>

\* t gives up: it stores UNTRUSTED. The store takes PENDING away too, and the loop ends at its next test (E10).
AbandonOnFatalSignal(t) ==
  /\ pc[t] = "abandon"
  /\ pc' = [pc EXCEPT ![t] = LoopStart]
  /\ status' = [status EXCEPT ![t] = {"UNTRUSTED"}]
  /\ retn' = [retn EXCEPT ![t] = FatalReturn(t)]
  /\ abandoned' = abandoned \cup {current[t]}
  /\ everUntrusted' = everUntrusted \cup {t}
  /\ clearedBy' = [clearedBy EXCEPT ![t] = "signal"]
  /\ atLookup' = IF oTask = t /\ atLookup.untrusted = "no" THEN [atLookup EXCEPT !.untrusted = "during"] ELSE atLookup
  /\ UNCHANGED <<reg, cpu, sig, pidOf, current, queue, orchestratorVars, spent, judged, passed, intruders, touchedFreed>>

\* t's hook looks at the status that the wait ended with. A repair of dispatch_event.
CheckResult(t) ==
  /\ pc[t] = "checkResult"
  /\ pc' = [pc EXCEPT ![t] = "return"]
  /\ retn' = [retn EXCEPT ![t] = IF Enforce /\ "UNTRUSTED" \in status[t] THEN "EPERM" ELSE retn[t]]
  /\ UNCHANGED <<status, reg, cpu, sig, pidOf, current, queue, orchestratorVars, spent, historyVars>>

\* t returns from the hook. On 0 its caller performs the operation, on an error it does not (tsem_export_event, E11).
ReturnFromHook(t) ==
  /\ pc[t] = "return"
  /\ pc' = [pc EXCEPT ![t] = "idle"]
  /\ passed' = IF retn[t] = "ok" THEN passed \cup {current[t]} ELSE passed
  /\ UNCHANGED <<status, reg, cpu, sig, pidOf, current, retn, queue, orchestratorVars, spent,
                 judged, abandoned, everUntrusted, clearedBy, atLookup, intruders, touchedFreed>>

\* t handles its signal in user space.
HandleSignal(t) ==
  /\ pc[t] = "idle" /\ sig[t] = "soft"
  /\ sig' = [sig EXCEPT ![t] = "none"]
  /\ UNCHANGED <<pc, status, reg, cpu, pidOf, current, retn, queue, orchestratorVars, spent, historyVars>>

\* t dies. It is a zombie now and keeps its identifier (do_exit).
Die(t) ==
  /\ pc[t] = "idle" /\ sig[t] = "kill"
  /\ pc' = [pc EXCEPT ![t] = "zombie"]
  /\ UNCHANGED <<status, reg, cpu, sig, pidOf, current, retn, queue, orchestratorVars, spent, historyVars>>

\* t executes a program, and the kernel kills the other threads. t is not the leader of its thread group (de_thread).
BeginExec(t) ==
  /\ spent.execs < ExecMax /\ t # Leader
  /\ pc[t] = "idle" /\ sig[t] # "kill" /\ pc[Leader] # "reaped"
  /\ pc' = [pc EXCEPT ![t] = "exec"]
  /\ sig' = [u \in Task |-> IF u # t /\ Alive(u) THEN "kill" ELSE sig[u]]
  /\ cpu' = [u \in Task |-> IF u # t /\ Alive(u) THEN "running" ELSE cpu[u]]
  /\ spent' = [spent EXCEPT !.execs = spent.execs + 1]
  /\ UNCHANGED <<status, reg, pidOf, current, retn, queue, orchestratorVars, historyVars>>

\* t takes over the dead leader's identifier. It goes on as the only thread (de_thread, exchange_tids).
TakeOverPid(t) ==
  /\ pc[t] = "exec" /\ \A u \in Task : u # t => ~Alive(u)
  /\ pc' = [u \in Task |-> IF u = t THEN "idle" ELSE IF pc[u] = "zombie" THEN "reaped" ELSE pc[u]]
  /\ pidOf' = [u \in Task |-> IF u = t THEN pidOf[Leader] ELSE NoPid]
  /\ UNCHANGED <<status, reg, cpu, sig, current, retn, queue, orchestratorVars, spent, historyVars>>

-----------------------------------------------------------------------------
\* World.

\* A non-fatal signal comes for t. It wakes t and stays pending until t is back in user space (signal_wake_up).
SendSignal(t) ==
  /\ spent.signals < SignalMax
  /\ Alive(t) /\ sig[t] = "none"
  /\ sig' = [sig EXCEPT ![t] = "soft"]
  /\ cpu' = [cpu EXCEPT ![t] = "running"]
  /\ spent' = [spent EXCEPT !.signals = spent.signals + 1]
  /\ UNCHANGED <<pc, status, reg, pidOf, current, retn, queue, orchestratorVars, historyVars>>

\* A fatal signal comes for t. It wakes t (complete_signal).
Kill(t) ==
  /\ spent.kills < KillMax
  /\ Alive(t) /\ sig[t] # "kill"
  /\ sig' = [sig EXCEPT ![t] = "kill"]
  /\ cpu' = [cpu EXCEPT ![t] = "running"]
  /\ spent' = [spent EXCEPT !.kills = spent.kills + 1]
  /\ pidOf' = IF Defect = "PidFreedOnKill" THEN [pidOf EXCEPT ![t] = NoPid] ELSE pidOf
  /\ UNCHANGED <<pc, status, reg, current, retn, queue, orchestratorVars, historyVars>>

\* The zombie t is reaped. Its identifier is free from now on (release_task).
Reap(t) ==
  /\ pc[t] = "zombie" /\ \A u \in Task : pc[u] # "exec"
  /\ pc' = [pc EXCEPT ![t] = "reaped"]
  /\ pidOf' = [pidOf EXCEPT ![t] = NoPid]
  /\ UNCHANGED <<status, reg, cpu, sig, current, retn, queue, orchestratorVars, spent, historyVars>>

\* The memory of t is freed. No reader of it is left and nobody holds a reference (delayed_put_task_struct).
Free(t) ==
  /\ FreesTasks /\ pc[t] = "reaped"
  /\ ~(oTask = t /\ oPc \in UpdateStep)
  /\ ~(Repaired("HoldTaskReference") /\ oTask = t /\ oPc = "wake")
  /\ pc' = [pc EXCEPT ![t] = "freed"]
  /\ UNCHANGED <<status, reg, cpu, sig, pidOf, current, retn, queue, orchestratorVars, spent, historyVars>>

\* A trusted member of the namespace forks t as p. The identifier p is free (alloc_pid).
Fork(t, p) ==
  /\ pc[t] = "unborn" /\ \A u \in Task : pidOf[u] # p
  /\ pc' = [pc EXCEPT ![t] = "idle"]
  /\ pidOf' = [pidOf EXCEPT ![t] = p]
  /\ UNCHANGED <<status, reg, cpu, sig, current, retn, queue, orchestratorVars, spent, historyVars>>

-----------------------------------------------------------------------------
\* Orchestrator.

\* The identifier that p names in the orchestrator's process space.
SeenAs(p) == IF SamePidSpace \/ Cardinality(Pid) = 1 THEN p ELSE CHOOSE q \in Pid : q # p

\* The checks of namespace and key (K2 to K4), for the orchestrator, another namespace's, or one that has none.
KeyCheck(caller) == caller = "orchestrator" \/ Defect = "KeyUnchecked"

Waits(t, event) == current[t] = event /\ "PENDING" \in status[t]

\* What the call asks of the task it found besides the key: tnum compares the task's number, the repair the event.
Matches(t, event) ==
  /\ Variant = "tnum" => t = event.task
  /\ Repaired("BindToEvent") /\ ~Repaired("AtomicUpdate") => Waits(t, event)

\* It takes the oldest event off the queue. (export.c, tsem_export_show, R2).
ReadEvent ==
  /\ oPc = "read" /\ queue # <<>>
  /\ queue' = Tail(queue)
  /\ oPc' = "judge"
  /\ oEvent' = Head(queue)
  /\ UNCHANGED <<taskVars, oTask, oReg, oResult, spent, historyVars>>

\* It judges the event. Allowed or not is the event's own property; when it is known is what matters.
JudgeEvent ==
  /\ oPc = "judge"
  /\ HooksHoldDirectory => \A t \in Task : pc[t] \notin InHook
  /\ oPc' = "lookup"
  /\ judged' = judged \cup {oEvent}
  /\ UNCHANGED <<taskVars, queue, oEvent, oTask, oReg, oResult, spent,
                 passed, abandoned, everUntrusted, clearedBy, atLookup, intruders, touchedFreed>>

\* Its release looks the event's identifier up. Whoever has it now is checked: namespace, key (fs.c, control_COE, K1 to K4).
LookUpTask ==
  /\ oPc = "lookup"
  /\ LET found == {t \in Task : pidOf[t] = SeenAs(oEvent.pid)}
         accepted == {t \in found : KeyCheck("orchestrator") /\ Matches(t, oEvent)}
         coe == IF accepted = {} THEN NoTask ELSE CHOOSE t \in accepted : TRUE
     IN  /\ oPc' = IF coe = NoTask THEN "report" ELSE FirstUpdate(oEvent.good)
         /\ oTask' = coe
         /\ oResult' = IF coe # NoTask THEN "none"
                       ELSE IF found # {} THEN "EINVAL"
                       ELSE IF Reading = "r2" THEN "ok" ELSE "ESRCH"
         /\ atLookup' = [untrusted |-> IF coe = NoTask THEN "no" ELSE IF "UNTRUSTED" \in status[coe] THEN "lookup" ELSE "no",
                         abandoned |-> oEvent \in abandoned,
                         waited |-> coe # NoTask /\ Waits(coe, oEvent)]
  /\ UNCHANGED <<taskVars, queue, oEvent, oReg, spent,
                 judged, passed, abandoned, everUntrusted, clearedBy, intruders, touchedFreed>>

\* What every store of the control call to the status of its task comes to.
StoreStatus(new) ==
  /\ status' = [status EXCEPT ![oTask] = new]
  /\ everUntrusted' = IF "UNTRUSTED" \in new THEN everUntrusted \cup {oTask} ELSE everUntrusted
  /\ clearedBy' = [clearedBy EXCEPT ![oTask] = IF "PENDING" \in new THEN clearedBy[oTask]
                                               ELSE IF current[oTask] = oEvent THEN "its release"
                                               ELSE "another's release"]
  /\ UNCHANGED <<pc, reg, cpu, sig, pidOf, current, retn, queue, oEvent, oTask, spent,
                 judged, passed, abandoned, atLookup, intruders, touchedFreed>>

\* Its call tests whether the task is trusted. (control_COE).
TestTrusted ==
  /\ oPc = "testTrusted"
  /\ oPc' = IF "TRUSTED" \in status[oTask] \/ Defect = "TrustUntested" THEN "storeTrusted" ELSE AfterTestTrusted
  /\ UNCHANGED <<taskVars, queue, oEvent, oTask, oReg, oResult, spent, historyVars>>

\* Its call stores TRUSTED. (control_COE).
StoreTrusted ==
  /\ oPc = "storeTrusted"
  /\ StoreStatus({"TRUSTED"})
  /\ oPc' = AfterTestTrusted
  /\ UNCHANGED <<oReg, oResult>>

\* Its call stores UNTRUSTED. (control_COE).
StoreUntrusted ==
  /\ oPc = "storeUntrusted"
  /\ StoreStatus({"UNTRUSTED"})
  /\ oPc' = AfterStoreUntrusted
  /\ UNCHANGED <<oReg, oResult>>

\* Its call loads the status. This is the first half of clearing PENDING, a load and a store (control_COE).
LoadForClear ==
  /\ oPc = "clearLoad"
  /\ oPc' = "clearStore"
  /\ oReg' = status[oTask]
  /\ UNCHANGED <<taskVars, queue, oEvent, oTask, oResult, spent, historyVars>>

\* Its call stores what it loaded, with PENDING taken away. The second half (control_COE).
StoreCleared ==
  /\ oPc = "clearStore"
  /\ StoreStatus(IF Defect = "ClearsAllBits" THEN {} ELSE oReg \ {"PENDING"})
  /\ oPc' = AfterClear
  /\ oReg' = {}
  /\ UNCHANGED oResult

\* The status that a release leaves, given the one it finds, when nothing comes between.
ReleasedStatus(old, good) == IF ~good THEN {"UNTRUSTED"} ELSE IF "TRUSTED" \in old THEN {"TRUSTED"} ELSE old \ {"PENDING"}

\* Its call tests, stores and clears in one critical section. The repaired form of the update.
UpdateAtomically ==
  /\ oPc = "update" /\ (Repaired("BindToEvent") => Waits(oTask, oEvent))
  /\ StoreStatus(ReleasedStatus(status[oTask], oEvent.good))
  /\ oPc' = "wake"
  /\ UNCHANGED <<oReg, oResult>>

\* Its call refuses: the task does not wait for this event. Part of the repair that binds a release to its event.
RefuseUnboundRelease ==
  /\ oPc = "update" /\ Repaired("BindToEvent") /\ ~Waits(oTask, oEvent)
  /\ oPc' = "report"
  /\ oResult' = "EINVAL"
  /\ UNCHANGED <<taskVars, queue, oEvent, oTask, oReg, spent, historyVars>>

\* Its call wakes the task and returns 0. (control_COE, wake_up_process after rcu_read_unlock).
WakeTask ==
  /\ oPc = "wake"
  /\ oPc' = "report"
  /\ oResult' = "ok"
  /\ cpu' = [cpu EXCEPT ![oTask] = "running"]
  /\ touchedFreed' = (touchedFreed \/ pc[oTask] = "freed")
  /\ UNCHANGED <<pc, status, reg, sig, pidOf, current, retn, queue, oEvent, oTask, oReg, spent,
                 judged, passed, abandoned, everUntrusted, clearedBy, atLookup, intruders>>

\* It takes the result and turns to the next event. A failed call would make it shut the workload down, which only cuts
\* behaviours off.
TakeResult ==
  /\ oPc = "report"
  /\ oPc' = "read"
  /\ oEvent' = NoEvent /\ oTask' = NoTask /\ oResult' = "none"
  /\ atLookup' = Nothing
  /\ UNCHANGED <<taskVars, queue, oReg, spent, judged, passed, abandoned, everUntrusted, clearedBy, intruders, touchedFreed>>

\* It sends the same release once more.
RepeatRelease ==
  /\ oPc = "report" /\ spent.repeats < RepeatMax
  /\ oPc' = "lookup"
  /\ oTask' = NoTask /\ oResult' = "none"
  /\ atLookup' = Nothing
  /\ spent' = [spent EXCEPT !.repeats = spent.repeats + 1]
  /\ UNCHANGED <<taskVars, queue, oEvent, oReg, judged, passed, abandoned, everUntrusted, clearedBy, intruders, touchedFreed>>

\* It dies. That happens between two system calls, and nobody takes its place.
DieAsOrchestrator ==
  /\ oPc \in {"read", "judge", "lookup", "report"} /\ spent.deaths < DeathMax
  /\ oPc' = "dead"
  /\ oEvent' = NoEvent /\ oTask' = NoTask /\ oResult' = "none"
  /\ atLookup' = Nothing
  /\ spent' = [spent EXCEPT !.deaths = spent.deaths + 1]
  /\ UNCHANGED <<taskVars, queue, oReg, judged, passed, abandoned, everUntrusted, clearedBy, intruders, touchedFreed>>

-----------------------------------------------------------------------------
\* Intruder.

\* A caller without the right tries to release p. It belongs to another namespace, or has none and no key; what a
\* call that is let through does is one step here (control_COE, K1 to K4).
TryForeignRelease(caller, p, good) ==
  /\ spent.intruders < IntruderMax
  /\ spent' = [spent EXCEPT !.intruders = spent.intruders + 1]
  /\ LET found == {t \in Task : pidOf[t] = p /\ KeyCheck(caller)}
     IN  /\ status' = [t \in Task |-> IF t \in found THEN ReleasedStatus(status[t], good) ELSE status[t]]
         /\ cpu' = [t \in Task |-> IF t \in found THEN "running" ELSE cpu[t]]
         /\ everUntrusted' = IF good THEN everUntrusted ELSE everUntrusted \cup found
         /\ clearedBy' = [t \in Task |-> IF t \in found THEN "another's release" ELSE clearedBy[t]]
         /\ intruders' = IF found = {} THEN intruders ELSE intruders \cup {caller}
  /\ UNCHANGED <<pc, reg, sig, pidOf, current, retn, queue, orchestratorVars, judged, passed, abandoned, atLookup, touchedFreed>>

-----------------------------------------------------------------------------
\* Everything that can come to rest has: nothing is owed to anybody.
AtRest ==
  /\ \A t \in Task : pc[t] \notin InHook \cup {"exec"}
  /\ oPc = "dead" \/ (oPc = "read" /\ queue = <<>>)

\* Rest is not a deadlock.
Rest == AtRest /\ UNCHANGED vars

\* One disjunct an action: an engine that tries them one by one is much faster so.
Next ==
  \/ \E t \in Task, good \in BOOLEAN : RaiseEvent(t, good)
  \/ \E t \in Task : BeDisciplined(t)
  \/ \E t \in Task : EnqueueEvent(t)
  \/ \E t \in Task : LoadStatus(t)
  \/ \E t \in Task : StorePending(t)
  \/ \E t \in Task : SetPending(t)
  \/ \E t \in Task : SetEventFlag(t)
  \/ \E t \in Task : WakeReaders(t)
  \/ \E t \in Task : TestPending(t)
  \/ \E t \in Task : SetInterruptible(t)
  \/ \E t \in Task : Schedule(t)
  \/ \E t \in Task : TestFatalSignal(t)
  \/ \E t \in Task : AbandonOnFatalSignal(t)
  \/ \E t \in Task : CheckResult(t)
  \/ \E t \in Task : ReturnFromHook(t)
  \/ \E t \in Task : HandleSignal(t)
  \/ \E t \in Task : Die(t)
  \/ \E t \in Task : BeginExec(t)
  \/ \E t \in Task : TakeOverPid(t)
  \/ \E t \in Task : SendSignal(t)
  \/ \E t \in Task : Kill(t)
  \/ \E t \in Task : Reap(t)
  \/ \E t \in Task : Free(t)
  \/ \E t \in Task, p \in Pid : Fork(t, p)
  \/ ReadEvent
  \/ JudgeEvent
  \/ LookUpTask
  \/ TestTrusted
  \/ StoreTrusted
  \/ StoreUntrusted
  \/ LoadForClear
  \/ StoreCleared
  \/ UpdateAtomically
  \/ RefuseUnboundRelease
  \/ WakeTask
  \/ TakeResult
  \/ RepeatRelease
  \/ DieAsOrchestrator
  \/ \E caller \in {"foreign", "keyless"}, p \in Pid, good \in BOOLEAN : TryForeignRelease(caller, p, good)
  \/ Rest

Spec == Init /\ [][Next]_vars

\* A task that is in a hook runs on, a living orchestrator works on; nobody is bound to kill, signal or raise.
HookStep(t) ==
  \/ EnqueueEvent(t) \/ LoadStatus(t) \/ StorePending(t) \/ SetPending(t)
  \/ SetEventFlag(t) \/ WakeReaders(t) \/ TestPending(t) \/ SetInterruptible(t) \/ Schedule(t)
  \/ TestFatalSignal(t) \/ AbandonOnFatalSignal(t) \/ CheckResult(t) \/ ReturnFromHook(t)
ReleaseStep ==
  \/ ReadEvent \/ JudgeEvent \/ LookUpTask \/ TestTrusted \/ StoreTrusted \/ StoreUntrusted
  \/ LoadForClear \/ StoreCleared \/ UpdateAtomically \/ RefuseUnboundRelease \/ WakeTask \/ TakeResult
FairSpec == Init /\ [][Next]_vars /\ (\A t \in Task : WF_vars(HookStep(t))) /\ WF_vars(ReleaseStep)

\* Half of it each: the orchestrator may stop anywhere, or a task may. Who must move for a wait to end.
TaskFairSpec == Init /\ [][Next]_vars /\ (\A t \in Task : WF_vars(HookStep(t)))
OrchestratorFairSpec == Init /\ [][Next]_vars /\ WF_vars(ReleaseStep)

-----------------------------------------------------------------------------
\* Properties. Each says what its breach would be.

\* C3: a status is TRUSTED or UNTRUSTED, possibly with PENDING. Broken by both bits or neither.
StatusWellFormed == \A t \in Task : status[t] \ {"PENDING"} \in {{"TRUSTED"}, {"UNTRUSTED"}}

\* C3s: no task waits that is already untrusted. Broken when an early verdict falls between the halves of the OR, or before it.
NoUntrustedPending == \A t \in Task : status[t] # {"UNTRUSTED", "PENDING"}

\* C1s: an operation takes place only after its event was judged and allowed. Broken when a hook returns 0 for an event that was not.
PassedOnlyIfAllowed == \A e \in passed : e \in judged /\ e.good

\* The first half of C1s. Broken when a hook returns 0 for an event that nobody has judged yet.
PassedOnlyIfJudged == passed \subseteq judged

\* The second half of C1s, for events that were judged. Broken when a forbidden event takes place although enforcing.
ForbiddenIsRefused == Enforce => \A e \in passed \cap judged : e.good

\* Somebody is still going to judge e or to act on the judgement.
InFlight(e) == (\E i \in 1..Len(queue) : queue[i] = e) \/ (oEvent = e /\ oPc # "report")

\* C1w, as a fact about states: a forbidden event that took place is in flight, or its task is untrusted or dying. Broken when nothing is left to be done and the task is trusted.
ForbiddenIsPunished ==
  \A e \in passed : e.good \/ InFlight(e) \/ "UNTRUSTED" \in status[e.task] \/ ~Alive(e.task) \/ sig[e.task] = "kill"

\* C1w itself.
ForbiddenIsPunishedInTheEnd ==
  \A t \in Task, n \in 1..EventMax :
    (\E e \in passed : e.task = t /\ e.number = n /\ ~e.good) ~> ("UNTRUSTED" \in status[t] \/ ~Alive(t) \/ sig[t] = "kill")

\* C2: a task that was untrusted once is never trusted again. Broken by a store of a status loaded or tested before.
UntrustedForEver == \A t \in everUntrusted : "TRUSTED" \notin status[t]

\* C2 as an action property.
UntrustedStays == [][\A t \in Task : "UNTRUSTED" \in status[t] => "TRUSTED" \notin status'[t]]_vars

HasLeft(t) == pc[t] \in {"checkResult", "return"}

\* C4, C7s: a task leaves the wait only by a release of its own event or a fatal signal. Broken when the release of another event lets it go.
LeavesByItsOwnRelease == \A t \in Task : HasLeft(t) => clearedBy[t] \in {"its release", "signal"}

\* C7: a task leaves the wait only because a release cleared PENDING or a fatal signal came. Broken when it leaves with nobody having done so.
LeavesOnlyByReleaseOrSignal == \A t \in Task : HasLeft(t) => clearedBy[t] # "nobody"

Waiting(t) == pc[t] \in LoopStep

\* C6: the identifier of a waiting task is its own. Broken when another task has it too, or it has none.
WaiterKeepsPid == \A t \in Task : Waiting(t) => pidOf[t] # NoPid /\ \A u \in Task : u # t => pidOf[u] # pidOf[t]

\* C6s: while an event is in flight its task has the identifier that the event names. Broken when the task died and the event lives on.
EventPidStaysValid == \A t \in Task : current[t] # NoEvent /\ InFlight(current[t]) => pidOf[t] = current[t].pid

\* C8a: a task that gave up on a fatal signal is untrusted until it is gone. Broken when a release stores TRUSTED after it.
KilledWaiterIsUntrusted == \A e \in abandoned : status[e.task] = {"UNTRUSTED"}

\* C8b: its hook returns an error. Broken when the operation of an abandoned event takes place.
KilledWaiterIsRefused == abandoned \cap passed = {}

\* C9a: a release that finds no task is reported as an error. Broken when it returns 0.
VanishedTaskIsReported == oPc = "report" /\ oTask = NoTask => oResult # "ok"

\* C9b: a release for an event whose wait was given up is reported as an error. Broken when it returns 0.
KilledWaiterIsReported == oPc = "report" /\ atLookup.abandoned => oResult # "ok"

\* C20: only the orchestrator's releases are accepted. Broken when an intruder's is.
OnlyOrchestratorReleases == intruders = {}

\* C22: a release that reaches a task other than the event's leaves it untrusted if it found it so. Broken when it ends trusted.
SubstitutionKeepsUntrusted ==
  oPc \in {"wake", "report"} /\ oTask # NoTask /\ oTask # oEvent.task /\ oEvent.good /\ atLookup.untrusted = "lookup"
    => "TRUSTED" \notin status[oTask]

\* C22s: no `trusted` command leaves a task trusted that was untrusted while the command ran. Broken when its last store comes after a fatal signal's.
TrustedCommandKeepsUntrusted ==
  oPc \in {"wake", "report"} /\ oTask # NoTask /\ oEvent.good /\ atLookup.untrusted # "no" => "TRUSTED" \notin status[oTask]

Asleep(t) == pc[t] = "signalTest" /\ cpu[t] = "interruptible"

\* I-1: a task that is no longer pending does not sleep, unless it is just being woken. Broken when the wake-up came before the sleep.
NoSleepAfterRelease == \A t \in Task : Asleep(t) /\ "PENDING" \notin status[t] => oTask = t /\ oPc # "report"

\* I-2: a sleeping, pending task's event is in flight. Broken when the verdict came before PENDING was set, and no other will come.
NoForgottenWaiter == \A t \in Task : Asleep(t) /\ "PENDING" \in status[t] => InFlight(current[t]) \/ oPc = "dead"

\* C23 as a fact about states: nobody sleeps whose release is over. Broken by I-1 and I-2.
ReleasedTaskRuns == \A t \in Task : Asleep(t) => InFlight(current[t]) \/ oTask = t \/ oPc = "dead"

\* C23 itself: a waiting task leaves the loop.
WaitEnds == \A t \in Task : Waiting(t) ~> ~Waiting(t)

\* I-4: a release reaches the task that raised the event. Broken when another task has the identifier by now.
ReleaseReachesItsTask == oPc = "wake" \/ oResult = "ok" => oTask \in {NoTask, oEvent.task}

\* I-3, I-4, I-4a: the release of one event does not let another go that nobody has judged. Broken when it clears the PENDING of a later event, or of another task's.
UnjudgedIsNotFreedByAnother == \A t \in Task : HasLeft(t) /\ clearedBy[t] = "another's release" => current[t] \in judged

\* I-4, the other way: only a task whose own event was forbidden, or that was killed, becomes untrusted. Broken when an innocent is hit.
InnocentStaysTrusted == \A t \in everUntrusted : (\E e \in judged : e.task = t /\ ~e.good) \/ (\E e \in abandoned : e.task = t)

\* I-4b: an event is read before the orchestrator turns to another task's. Broken when one waits behind another, and so for as long as there are others.
NeverWaitsBehindAnother ==
  \A i \in 1..Len(queue) : oEvent # NoEvent => oEvent.task = queue[i].task

\* I-8: no task struct is used after it was freed. Broken when the woken task is gone.
NoUseAfterFree == ~touchedFreed

\* I-11: a pending task that comes out of schedule() has slept. Broken when a non-fatal signal, which only user space takes away, lets it spin.
PendingTaskSleeps == \A t \in Task : pc[t] = "signalTest" /\ sig[t] = "soft" /\ "PENDING" \in status[t] => cpu[t] = "interruptible"

\* I-12: a waiting task has a living orchestrator. Broken when it died.
WaiterHasOrchestrator == \A t \in Task : Asleep(t) /\ "PENDING" \in status[t] => oPc # "dead"

\* I-14: the release of an event whose task still waits for it reaches that task. Broken when the number in the event means another process to the orchestrator, or none.
LivingWaiterIsReached ==
  oPc = "report" /\ pidOf[oEvent.task] = oEvent.pid /\ oEvent \notin abandoned => oTask = oEvent.task

\* I-15: threads of one process share their trust. Broken when one is untrusted and its sibling is trusted.
ThreadsShareTrust == \A t, u \in Task : Alive(t) /\ Alive(u) /\ "UNTRUSTED" \in status[t] => "TRUSTED" \notin status[u]

\* I-16: a release is accepted only from a task that waits for it. Broken when the call goes on with a task that waits for nothing or for something else.
ReleaseMeetsItsWaiter == oPc = "report" /\ oResult = "ok" /\ oTask # NoTask => atLookup.waited

-----------------------------------------------------------------------------
\* Witnesses: each says that something good or telling never happens, and is to be broken.

NeverPasses == passed = {}
NeverAllPass == Cardinality(passed) < EventMax * Cardinality(InitialTask)
NeverRefusesForbidden == \A t \in Task : ~(pc[t] = "return" /\ retn[t] = "EPERM" /\ current[t] \in judged /\ ~current[t].good)
NeverSleeps == \A t \in Task : ~Asleep(t)
NeverWaits == \A t \in Task : ~Waiting(t)
NeverLeaves == \A t \in Task : ~HasLeft(t)
NeverAbandons == abandoned = {}
NeverUntrusted == everUntrusted = {}
NeverVanishes == oResult # "ESRCH"
NeverAbandonedAtLookup == ~(oPc = "report" /\ atLookup.abandoned)
NeverReusesPid == \A e \in judged : \A t \in Task : pidOf[t] = e.pid => t = e.task
NeverFindsSubstituteUntrusted == ~(atLookup.untrusted = "lookup" /\ oTask # oEvent.task /\ oEvent.good)
NeverReleasesUntrusted == ~(oPc \in {"wake", "report"} /\ oTask # NoTask /\ oEvent.good /\ atLookup.untrusted # "no")
NeverReleases == oResult # "ok"
NeverFreed == \A t \in Task : pc[t] # "freed"
NeverTried == spent.intruders = 0
NeverRepeated == spent.repeats = 0
NeverSpins == \A t \in Task : ~(pc[t] = "signalTest" /\ sig[t] = "soft")
=============================================================================
