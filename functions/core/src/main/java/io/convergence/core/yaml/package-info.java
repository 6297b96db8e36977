/**
 * Line-aware reader of untrusted YAML 1.2 and JSON texts.
 *
 * <p>{@link io.convergence.core.yaml.YamlDocuments} turns a text into documents: bounded trees of {@link
 * io.convergence.core.yaml.Node} without anchors, aliases and tags. {@link io.convergence.core.yaml.Fields} and {@link
 * io.convergence.core.yaml.Value} read such a tree field by field; what is wrong goes to {@link
 * io.convergence.core.yaml.DocumentProblems} with its line and path, and reading continues, so that all problems of a text
 * are reported together. Nothing here knows what the fields mean.
 */
package io.convergence.core.yaml;
