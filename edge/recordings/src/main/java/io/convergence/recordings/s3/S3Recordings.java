package io.convergence.recordings.s3;

import io.convergence.recordings.ObjectName;
import io.convergence.recordings.RecordingStore;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Store of segments in a bucket of Amazon S3 or a compatible store, whose keys are the names of the objects. It has no
 * capacity: that is for the bucket. Several gateways may share the bucket, which need not be on one machine. Thread-safe.
 */
public final class S3Recordings implements RecordingStore {
    private static final int PRECONDITION_FAILED = 412;
    private static final String YEAR = "\\d{4}/";
    private static final String TWO_DIGITS = "\\d{2}/";

    private final S3Requests requests;
    private final String bucket;
    private final S3Limits limits;

    private S3Recordings(S3Requests requests, String bucket, S3Limits limits) {
        this.requests = requests;
        this.bucket = bucket;
        this.limits = limits;
    }

    /** Opens a store. Nothing is sent yet, so the bucket need not answer. */
    public static S3Recordings open(S3Settings settings) {
        return open(settings, S3Limits.DEFAULT);
    }

    static S3Recordings open(S3Settings settings, S3Limits limits) {
        return new S3Recordings(S3Requests.open(settings, limits), settings.bucket(), limits);
    }

    @Override
    public boolean put(ObjectName name, byte[] object) throws IOException {
        return requests.send(limits.put(), (client, timeout) -> {
            try {
                client.putObject(
                        request -> request.bucket(bucket)
                                .key(name.toString())
                                .contentType("application/gzip")
                                // The object that is there stays (RFC 9110, section 13.1.2).
                                .ifNoneMatch("*")
                                .overrideConfiguration(call -> call.apiCallTimeout(timeout)),
                        RequestBody.fromBytes(object));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    return true;
                }
                throw e;
            }
        });
    }

    @Override
    public byte @Nullable [] get(ObjectName name) throws IOException {
        Optional<byte[]> object = requests.send(limits.other(), (client, timeout) -> {
            try {
                return Optional.of(client.getObjectAsBytes(request -> request.bucket(bucket)
                                .key(name.toString())
                                .overrideConfiguration(call -> call.apiCallTimeout(timeout)))
                        .asByteArrayUnsafe());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
        return object.orElse(null);
    }

    @Override
    public int deleteSession(String tenant, String session) throws IOException {
        if (!ObjectName.admits(tenant, session)) {
            return 0;
        }
        int objects = 0;
        for (LocalDate day : days()) {
            objects += deleteBelow(new ObjectName(day, tenant, session, "", 0).sessionPath() + "/");
        }
        return objects;
    }

    @Override
    public int deleteDaysBefore(LocalDate first) throws IOException {
        int days = 0;
        for (LocalDate day : days()) {
            if (day.isBefore(first)) {
                deleteBelow(ObjectName.path(day) + "/");
                days++;
            }
        }
        return days;
    }

    @Override
    public void check() throws IOException {
        requests.send(
                limits.check(),
                (client, timeout) -> client.headBucket(
                        request -> request.bucket(bucket).overrideConfiguration(call -> call.apiCallTimeout(timeout))));
    }

    @Override
    public void close() {
        requests.close();
    }

    /** The days with objects, the oldest first. */
    private List<LocalDate> days() throws IOException {
        List<LocalDate> days = new ArrayList<>();
        for (String year : below("", YEAR)) {
            for (String month : below(year, TWO_DIGITS)) {
                below(month, TWO_DIGITS).stream()
                        .map(path -> ObjectName.day(path.substring(0, path.length() - 1)))
                        .filter(Objects::nonNull)
                        .forEach(days::add);
            }
        }
        return days;
    }

    /** The prefixes that are one level below another one and whose last part has a form, in alphabetical order. */
    private List<String> below(String prefix, String form) throws IOException {
        List<String> found = new ArrayList<>();
        String token = null;
        do {
            ListObjectsV2Response page =
                    list(token, request -> request.prefix(prefix).delimiter("/"));
            page.commonPrefixes().stream()
                    .map(CommonPrefix::prefix)
                    .filter(path -> path.substring(prefix.length()).matches(form))
                    .forEach(found::add);
            token = page.nextContinuationToken();
        } while (token != null);
        return found;
    }

    /** Deletes the objects whose keys begin with a prefix and answers with their number. */
    private int deleteBelow(String prefix) throws IOException {
        int deleted = 0;
        String token = null;
        do {
            ListObjectsV2Response page = list(token, request -> request.prefix(prefix));
            List<ObjectIdentifier> keys = page.contents().stream()
                    .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                    .toList();
            if (!keys.isEmpty()) {
                delete(keys);
                deleted += keys.size();
            }
            token = page.nextContinuationToken();
        } while (token != null);
        return deleted;
    }

    private ListObjectsV2Response list(
            @Nullable String token, Function<ListObjectsV2Request.Builder, ListObjectsV2Request.Builder> filter)
            throws IOException {
        return requests.send(
                limits.other(),
                (client, timeout) -> client.listObjectsV2(filter.apply(
                                ListObjectsV2Request.builder().bucket(bucket).continuationToken(token))
                        .overrideConfiguration(call -> call.apiCallTimeout(timeout))
                        .build()));
    }

    private void delete(List<ObjectIdentifier> keys) throws IOException {
        Delete batch = Delete.builder().objects(keys).quiet(true).build();
        DeleteObjectsResponse answer = requests.send(
                limits.other(),
                (client, timeout) -> client.deleteObjects(request -> request.bucket(bucket)
                        .delete(batch)
                        .overrideConfiguration(call -> call.apiCallTimeout(timeout))));
        List<S3Error> errors = answer.errors();
        if (!errors.isEmpty()) {
            throw new ObjectStoreException("the object store did not delete " + errors.size() + " of " + keys.size()
                    + " objects: " + errors.get(0).code());
        }
    }
}
