/** Loaded before a door under test: tells the parent process when the door is ready for Ctrl-C, however slow the machine. */

process.on('newListener', (event) => {
  if (event === 'SIGINT') setImmediate(() => process.send?.('interruptible'));
});
