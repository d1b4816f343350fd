------------------------------- MODULE KillGate -------------------------------
\* Who can kill whom, and when the security model's verdict on the kill arrives.
\*
\* Models the task_kill hook (the comparison of capability and context id, the look at the sender's own trust, the
\* asynchronous event), the delivery of the signal after the hook has returned, and the orchestrator that judges the
\* event later. Beside it the deaths that no hook sees: the OOM killer, and the threads that an exit_group or an exec of
\* a sibling kills. SIGKILL hits every thread of the target's process, whatever namespace that thread is in.
\* Leaves out: the trust wait of other hooks, PIDs and their reuse (TrustRelease): a call names its target for good. The
\* event magazine, whose exhaustion only refuses. Capabilities and context ids are fixed: a target that gained either
\* between the hook and the delivery would be hit all the same. Internal models, which judge in the hook but let it
\* return 0 as well. Kills by cgroup.kill, by the end of a PID namespace or by a tracer's exit: the kernel sends them and
\* calls no hook, so they breach what sibling kills breach. Zombies are not reaped.
\* A verdict is free in each event: no assumption on the security model. Memory is sequentially consistent.
\* The mail of 2024 does not show this hook. The code with task numbers differs from v3 nowhere here.
\*
\* Source: mail 20240219111636.GA22664@wind.enjellic.com (what is claimed); TSEM v3 series, patch 04/12 tsem.c (v3); the
\* 2025 tree (tnum); the kernel's signal.c, exit.c, exec.c and oom_kill.c for what surrounds the hook.
\* Steps: impl/tsem/kill-gate.ts
EXTENDS Integers, Sequences, FiniteSets

CONSTANTS
  Task,        \* tasks, all alive at the start
  NoTask,      \* no task: a model value
  InFirst,     \* tasks in the external namespace 1
  InSecond,    \* tasks in the external namespace 2; the others are in the root namespace
  Capable,     \* tasks with CAP_MAC_ADMIN
  Threads,     \* a set of sets of tasks: the processes with more than one thread
  Sender,      \* tasks that call kill
  Variant,     \* "v3" or "tnum": whose code
  Repairs,     \* the set of repairs switched on: there is none to switch on
  Enforce,     \* TRUE: the action for events of untrusted tasks is EPERM; FALSE: they are logged
  NamespaceChecked, \* TRUE: as written; FALSE: the hook without its comparison of capability and context id
  HookWaits,   \* FALSE: as written; TRUE: a hook that sleeps until its event is judged, which the kernel forbids here
  Punishes,    \* TRUE: the orchestrator marks the sender of a bad event untrusted; FALSE: it only takes note
  KillMax,     \* budget: kill calls by tasks
  UrgentMax,   \* budget: calls that send SIGURG
  OomMax,      \* budget: choices of the OOM killer
  SiblingMax   \* budget: exit_group or exec by a thread that has siblings

KnownRepairs == {}

ASSUME VariantKnown == Variant \in {"v3", "tnum"}
ASSUME RepairsKnown == Repairs \subseteq KnownRepairs
ASSUME OneNamespaceEach == InFirst \cap InSecond = {} /\ InFirst \cup InSecond \subseteq Task
ASSUME TasksKnown == Capable \cup Sender \subseteq Task /\ \A p \in Threads : p \subseteq Task

VARIABLES
  life,    \* life[t]: "alive", "doomed" (SIGKILL is pending) or "dead"
  trust,   \* trust[t]: "TRUSTED" or "UNTRUSTED"
  call,    \* call[t]: t's kill call: where it stands, its target, the number of its event (0: none)
  queue,   \* queue[i]: export queue of namespace i, a sequence of events
  verdict, \* verdict[n]: the orchestrator's word on event n: "none", "good" or "bad"
  spent,   \* how much of each budget is used
  \* history, guarding nothing
  delivered, \* kills delivered: sender, target, event and its verdict at that moment
  refused,   \* <<sender, target>> of kill calls that the hook refused
  urgent,    \* <<sender, target>> of SIGURG delivered
  cause      \* cause[t]: what doomed t: the kind, the sender if it was a kill, and the verdict at that moment

historyVars == <<delivered, refused, urgent, cause>>
vars == <<life, trust, call, queue, verdict, spent, delivered, refused, urgent, cause>>

-----------------------------------------------------------------------------
External == {1, 2}
Space(t) == IF t \in InFirst THEN 1 ELSE IF t \in InSecond THEN 2 ELSE 0
ProcessOf(t) == {u \in Task : u = t \/ \E p \in Threads : t \in p /\ u \in p}

NoCall == [at |-> "idle", to |-> NoTask, event |-> 0]
NoCause == [kind |-> "none", by |-> NoTask, verdict |-> "none"]
Idle(t) == life[t] = "alive" /\ call[t] = NoCall
VerdictOn(n) == IF n = 0 THEN "none" ELSE verdict[n]

TypeOK ==
  /\ \A t \in Task : life[t] \in {"alive", "doomed", "dead"} /\ trust[t] \in {"TRUSTED", "UNTRUSTED"}
  /\ \A t \in Task : call[t].at \in {"idle", "dispatch", "append", "wait", "deliver"}
  /\ \A t \in Task : call[t].to \in Task \cup {NoTask} /\ call[t].event \in 0..Len(verdict)
  /\ \A i \in External : \A n \in 1..Len(queue[i]) : Space(queue[i][n].from) = i
  /\ \A n \in 1..Len(verdict) : verdict[n] \in {"none", "good", "bad"}
  /\ \A t \in Task : cause[t].kind \in {"none", "kill", "OOM", "sibling", "itself"}

Init ==
  /\ life = [t \in Task |-> "alive"]
  /\ trust = [t \in Task |-> "TRUSTED"]
  /\ call = [t \in Task |-> NoCall]
  /\ queue = [i \in External |-> <<>>]
  /\ verdict = <<>>
  /\ spent = [kills |-> 0, urgents |-> 0, ooms |-> 0, siblings |-> 0]
  /\ delivered = {} /\ refused = {} /\ urgent = {}
  /\ cause = [t \in Task |-> NoCause]

\* What the hook asks of sender and target before anything else (tsem_task_kill).
MayTarget(s, t) == NamespaceChecked => s \in Capable \/ (t \notin Capable /\ Space(s) = Space(t))

\* The live tasks of `hit` have SIGKILL pending from now on, for this cause.
Doom(hit, why) ==
  /\ life' = [u \in Task |-> IF u \in hit /\ life[u] = "alive" THEN "doomed" ELSE life[u]]
  /\ cause' = [u \in Task |-> IF u \in hit /\ life[u] = "alive" THEN why ELSE cause[u]]

-----------------------------------------------------------------------------
\* Sender.

\* s calls kill on t, and the hook finds nothing against this target (tsem_task_kill).
CallKill(s, t) ==
  /\ spent.kills < KillMax /\ s # t /\ Idle(s) /\ life[t] = "alive"
  /\ MayTarget(s, t)
  /\ call' = [call EXCEPT ![s] = [at |-> "dispatch", to |-> t, event |-> 0]]
  /\ spent' = [spent EXCEPT !.kills = spent.kills + 1]
  /\ UNCHANGED <<life, trust, queue, verdict, historyVars>>

\* s calls kill on t, and the hook refuses: t is capable or of another namespace, and s is not capable (tsem_task_kill).
RefuseTarget(s, t) ==
  /\ spent.kills < KillMax /\ s # t /\ Idle(s) /\ life[t] = "alive"
  /\ ~MayTarget(s, t)
  /\ spent' = [spent EXCEPT !.kills = spent.kills + 1]
  /\ refused' = refused \cup {<<s, t>>}
  /\ UNCHANGED <<life, trust, call, queue, verdict, delivered, urgent, cause>>

\* s, in the root namespace, is let through: no orchestrator judges what happens there (dispatch_event).
PassInRoot(s) ==
  /\ call[s].at = "dispatch" /\ Space(s) = 0
  /\ call' = [call EXCEPT ![s].at = "deliver"]
  /\ UNCHANGED <<life, trust, queue, verdict, spent, historyVars>>

\* s finds itself trusted and goes on to export its event (dispatch_event).
PassAsTrusted(s) ==
  /\ call[s].at = "dispatch" /\ Space(s) # 0 /\ trust[s] = "TRUSTED"
  /\ call' = [call EXCEPT ![s].at = "append"]
  /\ UNCHANGED <<life, trust, queue, verdict, spent, historyVars>>

\* s, untrusted while enforcing, is refused without any event to judge (untrusted_task).
RefuseUntrusted(s) ==
  /\ call[s].at = "dispatch" /\ Space(s) # 0 /\ trust[s] = "UNTRUSTED" /\ Enforce
  /\ call' = [call EXCEPT ![s] = NoCall]
  /\ refused' = refused \cup {<<s, call[s].to>>}
  /\ UNCHANGED <<life, trust, queue, verdict, spent, delivered, urgent, cause>>

\* s, untrusted while not enforcing, is logged and let through without any event to judge (untrusted_task).
LogUntrusted(s) ==
  /\ call[s].at = "dispatch" /\ Space(s) # 0 /\ trust[s] = "UNTRUSTED" /\ ~Enforce
  /\ call' = [call EXCEPT ![s].at = "deliver"]
  /\ UNCHANGED <<life, trust, queue, verdict, spent, historyVars>>

\* s queues its event as asynchronous, and the hook returns 0 at once (tsem_export_event of a locked event).
EnqueueKill(s) ==
  /\ call[s].at = "append"
  /\ call' = [call EXCEPT ![s].at = IF HookWaits THEN "wait" ELSE "deliver", ![s].event = Len(verdict) + 1]
  /\ queue' = [queue EXCEPT ![Space(s)] = Append(queue[Space(s)], [from |-> s, number |-> Len(verdict) + 1])]
  /\ verdict' = Append(verdict, "none")
  /\ UNCHANGED <<life, trust, spent, historyVars>>

\* s, asleep in a hook that waits, learns that its event is allowed (no kernel function: what the claim would need).
LeaveWaitAllowed(s) ==
  /\ call[s].at = "wait" /\ VerdictOn(call[s].event) = "good"
  /\ call' = [call EXCEPT ![s].at = "deliver"]
  /\ UNCHANGED <<life, trust, queue, verdict, spent, historyVars>>

\* s, asleep in a hook that waits, learns that its event is forbidden (no kernel function: what the claim would need).
LeaveWaitRefused(s) ==
  /\ call[s].at = "wait" /\ VerdictOn(call[s].event) = "bad"
  /\ call' = [call EXCEPT ![s] = NoCall]
  /\ refused' = refused \cup {<<s, call[s].to>>}
  /\ UNCHANGED <<life, trust, queue, verdict, spent, delivered, urgent, cause>>

\* s delivers SIGKILL to every thread of its target's process and returns (do_send_sig_info, complete_signal).
DeliverKill(s) ==
  /\ call[s].at = "deliver" /\ life[call[s].to] # "dead"
  /\ call' = [call EXCEPT ![s] = NoCall]
  /\ delivered' = delivered \cup {[from |-> s, to |-> call[s].to, event |-> call[s].event, verdict |-> VerdictOn(call[s].event)]}
  /\ Doom(ProcessOf(call[s].to), [kind |-> "kill", by |-> s, verdict |-> VerdictOn(call[s].event)])
  /\ UNCHANGED <<trust, queue, verdict, spent, refused, urgent>>

\* s finds its target dead and returns.
MissTarget(s) ==
  /\ call[s].at = "deliver" /\ life[call[s].to] = "dead"
  /\ call' = [call EXCEPT ![s] = NoCall]
  /\ UNCHANGED <<life, trust, queue, verdict, spent, historyVars>>

\* s sends SIGURG to t, for which the hook does nothing at all (tsem_task_kill).
SendUrgent(s, t) ==
  /\ spent.urgents < UrgentMax /\ s # t /\ Idle(s) /\ life[t] = "alive"
  /\ spent' = [spent EXCEPT !.urgents = spent.urgents + 1]
  /\ urgent' = urgent \cup {<<s, t>>}
  /\ UNCHANGED <<life, trust, call, queue, verdict, delivered, refused, cause>>

-----------------------------------------------------------------------------
\* Thread.

\* t executes a program, for which the kernel kills its sibling threads; no hook is asked (de_thread).
ExecWithSiblings(t) ==
  /\ spent.siblings < SiblingMax /\ Idle(t)
  /\ \E u \in ProcessOf(t) : u # t /\ life[u] = "alive"
  /\ spent' = [spent EXCEPT !.siblings = spent.siblings + 1]
  /\ Doom(ProcessOf(t) \ {t}, [kind |-> "sibling", by |-> NoTask, verdict |-> "none"])
  /\ UNCHANGED <<trust, call, queue, verdict, delivered, refused, urgent>>

\* t ends its process, for which the kernel kills its sibling threads; no hook is asked (do_group_exit).
ExitWithSiblings(t) ==
  /\ spent.siblings < SiblingMax /\ Idle(t)
  /\ \E u \in ProcessOf(t) : u # t /\ life[u] = "alive"
  /\ spent' = [spent EXCEPT !.siblings = spent.siblings + 1]
  /\ life' = [u \in Task |-> IF u \in ProcessOf(t) /\ life[u] = "alive" THEN "doomed" ELSE life[u]]
  /\ cause' = [u \in Task |-> IF u \in ProcessOf(t) /\ life[u] = "alive"
                              THEN [kind |-> IF u = t THEN "itself" ELSE "sibling", by |-> NoTask, verdict |-> "none"]
                              ELSE cause[u]]
  /\ UNCHANGED <<trust, call, queue, verdict, delivered, refused, urgent>>

\* t has finished its system call, handles its SIGKILL and dies.
Die(t) ==
  /\ life[t] = "doomed" /\ call[t] = NoCall
  /\ life' = [life EXCEPT ![t] = "dead"]
  /\ UNCHANGED <<trust, call, queue, verdict, spent, historyVars>>

-----------------------------------------------------------------------------
\* Kernel.

\* The OOM killer chooses t's process; the signal is the kernel's own and passes no hook (oom_kill_process).
KillForMemory(t) ==
  /\ spent.ooms < OomMax /\ life[t] = "alive"
  /\ spent' = [spent EXCEPT !.ooms = spent.ooms + 1]
  /\ Doom(ProcessOf(t), [kind |-> "OOM", by |-> NoTask, verdict |-> "none"])
  /\ UNCHANGED <<trust, call, queue, verdict, delivered, refused, urgent>>

-----------------------------------------------------------------------------
\* Orchestrator.

\* The orchestrator of namespace i takes the oldest event and judges it; a bad one makes its sender untrusted, if it still lives.
JudgeKill(i, good) ==
  /\ queue[i] # <<>>
  /\ trust' = LET s == queue[i][1].from
              IN  IF ~good /\ Punishes /\ life[s] # "dead" THEN [trust EXCEPT ![s] = "UNTRUSTED"] ELSE trust
  /\ queue' = [queue EXCEPT ![i] = Tail(queue[i])]
  /\ verdict' = [verdict EXCEPT ![queue[i][1].number] = IF good THEN "good" ELSE "bad"]
  /\ UNCHANGED <<life, call, spent, historyVars>>

-----------------------------------------------------------------------------
\* Everything that can come to rest has: no call is under way, nobody is dying, every event is judged.
AtRest ==
  /\ \A t \in Task : call[t] = NoCall /\ life[t] # "doomed"
  /\ \A i \in External : queue[i] = <<>>

\* Rest is not a deadlock.
Rest == AtRest /\ UNCHANGED vars

TaskStep(t) ==
  \/ PassInRoot(t) \/ PassAsTrusted(t) \/ RefuseUntrusted(t) \/ LogUntrusted(t) \/ EnqueueKill(t)
  \/ LeaveWaitAllowed(t) \/ LeaveWaitRefused(t) \/ DeliverKill(t) \/ MissTarget(t)
  \/ ExecWithSiblings(t) \/ ExitWithSiblings(t) \/ Die(t)

Next ==
  \/ \E s \in Sender, t \in Task : CallKill(s, t) \/ RefuseTarget(s, t) \/ SendUrgent(s, t)
  \/ \E t \in Task : TaskStep(t) \/ KillForMemory(t)
  \/ \E i \in External, good \in BOOLEAN : JudgeKill(i, good)
  \/ Rest

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
\* Properties. Each says what its breach would be.

Within(k) == Space(k.from) = Space(k.to) /\ Space(k.from) # 0

\* C10: a task that kills a target of another namespace is capable. Broken when the hook lets another one through.
KillStaysInside == \A k \in delivered : Space(k.from) = Space(k.to) \/ k.from \in Capable

\* The other half of the rule: only a capable task kills a capable one. Broken when the hook lets another one through.
CapableIsSpared == \A k \in delivered : k.to \in Capable => k.from \in Capable

\* C10 for all who die of a kill: each is of the sender's namespace or the sender is capable. Broken when the target's process has a thread elsewhere.
NoDeathAcross == \A t \in Task : cause[t].kind = "kill" => Space(cause[t].by) = Space(t) \/ cause[t].by \in Capable

\* C11, I-10: a kill inside an external namespace is delivered after its event was judged good. Broken when delivery comes first, or there is no event.
KillIsJudgedFirst == \A k \in delivered : Within(k) => k.verdict = "good"

\* What C11 takes for granted: a kill inside an external namespace has an event to judge. Broken when an untrusted sender is only logged.
EveryKillIsExported == \A k \in delivered : Within(k) => k.event # 0

\* What is left of C11: a kill that was judged bad made its sender untrusted, dead ones apart. Broken when the orchestrator only takes note.
ForbiddenKillerIsUntrusted ==
  \A k \in delivered : VerdictOn(k.event) = "bad" => trust[k.from] = "UNTRUSTED" \/ life[k.from] = "dead"

AllowedCause(c) == c.kind \in {"none", "itself", "OOM"} \/ (c.kind = "kill" /\ (c.by \in Capable \/ c.verdict = "good"))

\* C12: in an external namespace a task that did not end itself dies of a kill judged good, of a capable sender or of the OOM killer. Broken by the two that follow.
OnlyAllowedCauses == \A t \in Task : Space(t) # 0 => AllowedCause(cause[t])

\* The first breach of C12. Broken when a kill from an incapable sender dooms a task before anybody judged it good.
NoDeathBeforeVerdict == \A t \in Task : Space(t) # 0 /\ cause[t].kind = "kill" => AllowedCause(cause[t])

\* The second breach of C12. Broken when a thread dies because its sibling exits or executes, which no hook sees.
NoDeathBySibling == \A t \in Task : Space(t) # 0 => cause[t].kind # "sibling"

\* SIGURG, which is no kill, stays inside too. Broken as written: the hook passes it over.
UrgentStaysInside == \A u \in urgent : Space(u[1]) = Space(u[2]) \/ u[1] \in Capable

-----------------------------------------------------------------------------
\* Witnesses: each says that something good or telling never happens, and is to be broken.

NeverKills == delivered = {}
NeverKillsInside == \A k \in delivered : ~Within(k)
NeverKillsAllowed == \A k \in delivered : k.verdict # "good"
NeverKillsAcross == \A k \in delivered : Space(k.from) = Space(k.to)
NeverKillsCapable == \A k \in delivered : k.to \notin Capable
NeverRefuses == refused = {}
NeverForbiddenAfter == \A k \in delivered : VerdictOn(k.event) # "bad"
NeverDiesOfKill == \A t \in Task : Space(t) # 0 => cause[t].kind # "kill"
NeverDiesOfMemory == \A t \in Task : Space(t) # 0 => cause[t].kind # "OOM"
NeverMisses == \A t \in Task : ~(call[t].at = "deliver" /\ life[call[t].to] = "dead")
NeverUrgent == urgent = {}
NeverAllDead == \E t \in Task : life[t] # "dead"
=============================================================================
