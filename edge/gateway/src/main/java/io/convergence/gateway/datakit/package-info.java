/** DataKit's points of real users: line protocol, JSON and protobuf, and their conversion into events. */
package io.convergence.gateway.datakit;
