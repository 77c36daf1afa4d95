/**
 * How the embedded server runs: small, because it shares a machine with the bot. Given at each start, so that they are this version's
 * and not those of the day its folder was made.
 */
export const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "60",
  shared_buffers: "16MB",
  work_mem: "2MB",
  maintenance_work_mem: "16MB",
  max_worker_processes: "2",
  max_logical_replication_workers: "0",
  max_parallel_workers: "0",
  autovacuum_max_workers: "1",
  autovacuum_worker_slots: "2",
  io_method: "sync", // spares three worker processes
  wal_level: "minimal", // no replica, no archive
  max_wal_senders: "0",
  max_wal_size: "256MB",
  jit: "off",
  fsync: "on",
  synchronous_commit: "on",
  timezone: "UTC",
  // What members did is in the tables and nowhere else: neither statements nor values get into the server's log.
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_checkpoints: "off",
};
