#!/usr/bin/perl
# A verifier of Mohor certificates in Perl, written from docs/spec.md and test-vectors/README.md alone: from the QR text to the verdict by a
# trust bundle, and the admission. It answers the questions of docs/conformance.md:
#
#     perl test-vectors/independent/perl/mohor-verifier.pl conformance
#
# Status updates, issued sets, packs, acceptance and pictures are left out and answered as not supported. Needs Debian's libcryptx-perl.

use strict;
use warnings;
use utf8;
use Crypt::PK::Ed25519;
use Digest::SHA qw(sha256);
use Encode qw(decode FB_CROAK LEAVE_SRC);
use JSON::PP;
use Math::BigInt try => 'LTM';
use Unicode::Normalize qw(NFC);

my $JSON = JSON::PP->new->utf8->canonical;

# --- What a step refuses with. ---

sub refuse { my ($code) = @_; die { code => $code } }

sub in_step {
    my ($step, $work) = @_;
    my @result = eval { $work->() };
    die ref $@ eq 'HASH' ? { step => $step, %{$@} } : $@ if $@;
    return wantarray ? @result : $result[0];
}

# --- §3.1, §3.8, §6.1: the QR text. ---

my $BLANK = '[ \t\r\n]';

sub code_units { my ($text) = @_; return length($text) + ($text =~ tr/\x{10000}-\x{10ffff}//) }

sub base45_part {
    my ($text) = @_;
    refuse('QR_TOO_LONG') if code_units($text) > 1600;
    my $rest = $text =~ s/\A$BLANK+|$BLANK+\z//gr;
    my $is_blank_around = $rest ne $text;
    my $is_link = $rest =~ s{\Ahttps://[a-z0-9.-]{1,253}(?::[0-9]{1,5})?/#}{}ai;
    if ($rest !~ /\AMQ[0-9]{1,4}:/ai) {
        refuse($rest =~ /\AM[TP][0-9]{1,4}:/ai ? 'QR_TRUST_MATERIAL' : 'QR_PREFIX_UNKNOWN');
    }
    refuse('QR_WHITESPACE_AROUND') if $is_blank_around;
    refuse('QR_CASE_CHANGED') if $rest !~ /\AMQ[0-9]{1,4}:/a;
    refuse('QR_VERSION_UNSUPPORTED') if $rest !~ /\AMQ1:/;
    if ($is_link) {
        refuse('QR_LINK_INVALID') if $rest !~ m{\A(?:[0-9A-Z\$*+./:-]|%20|%25)*\z};
        $rest =~ s/%(20|25)/$1 eq '20' ? ' ' : '%'/ge;
    }
    refuse('QR_TOO_LONG') if code_units($rest) > 1024;
    return substr $rest, 4;
}

# --- §3.2: Base45. ---

my %BASE45;
@BASE45{ split //, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:' } = 0 .. 44;

sub base45 {
    my ($text) = @_;
    refuse('BASE45_INVALID') if length($text) % 3 == 1;
    my $bytes = '';
    for my $group (unpack '(a3)*', $text) {
        my @digits = map { $BASE45{$_} // refuse('BASE45_INVALID') } split //, $group;
        my $value = $digits[0] + 45 * $digits[1] + 2025 * ($digits[2] // 0);
        refuse('BASE45_INVALID') if $value > (@digits == 3 ? 65535 : 255);
        $bytes .= pack(@digits == 3 ? 'n' : 'C', $value);
    }
    return $bytes;
}

# --- §3.3: CBOR. An item is [type, value]; a map is a hash of items by the hex of their keys' bytes. ---

my @TOKEN_BOUNDS = (640, 64);
my @BUNDLE_BOUNDS = (65536, 4096);

sub read_document {
    my ($bytes, $max_bytes, $max_items) = @_;
    refuse('CBOR_LIMIT_EXCEEDED') if length($bytes) > $max_bytes;
    my $reader = { bytes => $bytes, at => 0, items => 0, max_items => $max_items };
    my @tags;
    while ((major($reader) // 0) == 6) {
        refuse('CBOR_LIMIT_EXCEEDED') if @tags == 4;
        push @tags, (head($reader))[1];
    }
    my $item = item($reader, 0);
    refuse('CBOR_MALFORMED') if left($reader) > 0;
    return (\@tags, $item);
}

sub left { my ($reader) = @_; return length($reader->{bytes}) - $reader->{at} }
sub byte { my ($reader, $ahead) = @_; return ord substr $reader->{bytes}, $reader->{at} + $ahead, 1 }
sub major { my ($reader) = @_; return left($reader) > 0 ? byte($reader, 0) >> 5 : undef }

sub head {
    my ($reader) = @_;
    refuse('CBOR_LIMIT_EXCEEDED') if $reader->{items} == $reader->{max_items};
    $reader->{items}++;
    refuse('CBOR_MALFORMED') if left($reader) == 0;
    my ($major, $info) = (byte($reader, 0) >> 5, byte($reader, 0) & 31);
    $reader->{at}++;
    return ($major, $info) if $info < 24;
    refuse('CBOR_MALFORMED') if $info < 31 && $info > 27;
    refuse($major >= 2 && $major <= 5 ? 'CBOR_NOT_DETERMINISTIC' : 'CBOR_MALFORMED') if $info == 31;
    my $width = 1 << $info - 24;
    refuse('CBOR_MALFORMED') if left($reader) < $width;
    my $argument = unpack qw(C n N Q>)[$info - 24], substr $reader->{bytes}, $reader->{at}, $width;
    $reader->{at} += $width;
    refuse('CBOR_NOT_DETERMINISTIC') if $argument < (24, 2**8, 2**16, 2**32)[$info - 24];
    refuse('CBOR_LIMIT_EXCEEDED') if $width == 8;
    return ($major, $argument);
}

sub item {
    my ($reader, $nesting) = @_;
    simple_or_float($reader) if (major($reader) // 0) == 7;
    my ($major, $argument) = head($reader);
    return ['integer', $major == 0 ? $argument : -1 - $argument] if $major <= 1;
    return ['bytes', taken($reader, $argument)] if $major == 2;
    return ['text', text($reader, $argument)] if $major == 3;
    refuse('CBOR_TYPE_NOT_ALLOWED') if $major == 6;
    refuse('CBOR_LIMIT_EXCEEDED') if $nesting == 4;
    return ['array', [map { item($reader, $nesting + 1) } 1 .. $argument]] if $major == 4;
    my (%map, $previous);
    for (1 .. $argument) {
        my $start = $reader->{at};
        my ($type) = @{ item($reader, $nesting + 1) };
        refuse('CBOR_TYPE_NOT_ALLOWED') if $type ne 'integer' && $type ne 'text';
        my $key = substr $reader->{bytes}, $start, $reader->{at} - $start;
        refuse('CBOR_NOT_DETERMINISTIC') if defined $previous && $key le $previous;
        $map{ unpack 'H*', $previous = $key } = item($reader, $nesting + 1);
    }
    return ['map', \%map];
}

sub simple_or_float {
    my ($reader) = @_;
    refuse('CBOR_LIMIT_EXCEEDED') if $reader->{items} == $reader->{max_items};
    my $info = byte($reader, 0) & 31;
    my $needs = $info < 24 ? 0 : 1 << $info - 24;
    refuse('CBOR_MALFORMED') if $info >= 28 || left($reader) - 1 < $needs || ($info == 24 && byte($reader, 1) < 32);
    refuse('CBOR_TYPE_NOT_ALLOWED');
}

sub taken {
    my ($reader, $length) = @_;
    refuse('CBOR_MALFORMED') if left($reader) < $length;
    $reader->{at} += $length;
    return substr $reader->{bytes}, $reader->{at} - $length, $length;
}

sub text {
    my ($reader, $length) = @_;
    refuse('CBOR_LIMIT_EXCEEDED') if $length > 128;
    my $text = eval { decode('UTF-8', taken($reader, $length), FB_CROAK | LEAVE_SRC) } // refuse('CBOR_MALFORMED');
    refuse('CBOR_NOT_DETERMINISTIC') if $text =~ /\x{feff}/;
    return $text;
}

sub is { my ($item, $type) = @_; return defined $item && $item->[0] eq $type }
sub is_uint { my ($item) = @_; return is($item, 'integer') && $item->[1] >= 0 }
sub is_bytes { my ($item, $length) = @_; return is($item, 'bytes') && length($item->[1]) == $length }
sub has_keys { my ($item, @keys) = @_; return is($item, 'map') && "@{[sort keys %{$item->[1]}]}" eq "@{[sort @keys]}" }
sub byte_string { my ($bytes) = @_; my $n = length $bytes; return pack($n < 24 ? 'C' : $n < 256 ? 'xC' : 'xn', $n < 24 ? 0x40 + $n : $n)
    =~ s/\A\0/$n < 256 ? "\x58" : "\x59"/er . $bytes }

# --- §3.4, §6.4: COSE_Sign1. ---

sub read_sign1 {
    my ($tags, $item) = @_;
    refuse('COSE_TAG_UNEXPECTED') if "@$tags" ne '18';
    my @parts = is($item, 'array') ? @{ $item->[1] } : ();
    my $is_sign1 = @parts == 4 && is($parts[0], 'bytes') && has_keys($parts[1]) && is($parts[2], 'bytes') && is($parts[3], 'bytes');
    refuse('COSE_SHAPE_INVALID') if !$is_sign1;
    my ($header, $payload, $signature) = map { $_->[1] } @parts[0, 2, 3];
    my $to_be_signed = "\x84\x6aSignature1" . byte_string($header) . "\x40" . byte_string($payload);
    return { header => $header, payload => $payload, signature => $signature, kid => kid_of($header), signed => $to_be_signed };
}

sub kid_of {
    my ($bytes) = @_;
    my ($tags, $header) = read_document($bytes, @TOKEN_BOUNDS);
    refuse('COSE_SHAPE_INVALID') if @$tags || !is($header, 'map');
    my ($alg, $crit, $kid) = @{ $header->[1] }{qw(01 02 04)};
    refuse('COSE_CRIT_UNKNOWN') if defined $crit;
    refuse('COSE_ALG_NOT_ALLOWED') if !is($alg, 'integer') || ($alg->[1] != -8 && $alg->[1] != -19);
    refuse('COSE_KID_MISSING') if !defined $kid;
    refuse('COSE_SHAPE_INVALID') if !is_bytes($kid, 4) || !has_keys($header, '01', '04');
    return $kid->[1];
}

# --- §8: strict Ed25519. The library computes the equation; numbers are compared as big-endian bytes. ---

my $P = Math::BigInt->new(2)->bpow(255)->bsub(19);
my $L = Math::BigInt->from_hex('1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed');
my $D = Math::BigInt->new(-121665)->bmul(Math::BigInt->new(121666)->bmodinv($P))->bmod($P);
my $D2 = 2 * $D % $P;
my $SQRT_MINUS_ONE = Math::BigInt->new(2)->bmodpow(($P - 1) / 4, $P);
my %SMALL_ORDER = map { pack('H*', $_) => 1 } (
    '00' x 32, '01' . '00' x 31, 'ec' . 'ff' x 30 . '7f',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
);

sub number { my ($little_endian) = @_; return Math::BigInt->from_hex(unpack 'H*', reverse $little_endian) }
sub without_sign { my ($bytes) = @_; return substr($bytes, 0, 31) . chr(ord(substr $bytes, 31) & 127) }
sub product { my ($a, $b) = @_; return $a->copy->bmul($b)->bmod($P) }

# Points of the curve as X, Y, Z, T (RFC 8032 §5.1.4).
sub sum {
    my ($p, $q) = @_;
    my $a = product($p->[1] - $p->[0], $q->[1] - $q->[0]);
    my $b = product($p->[1] + $p->[0], $q->[1] + $q->[0]);
    my $c = product(product($p->[3], $q->[3]), $D2);
    my $d = product($p->[2], 2 * $q->[2]);
    my ($e, $f, $g, $h) = ($b - $a, $d - $c, $d + $c, $b + $a);
    return [product($e, $f), product($g, $h), product($f, $g), product($e, $h)];
}

sub double {
    my ($p) = @_;
    my ($a, $b) = (product($p->[0], $p->[0]), product($p->[1], $p->[1]));
    my $h = $a + $b;
    my $e = $h - product($p->[0] + $p->[1], $p->[0] + $p->[1]);
    my $g = $a - $b;
    my $f = 2 * product($p->[2], $p->[2]) + $g;
    return [product($e, $f), product($g, $h), product($f, $g), product($e, $h)];
}

sub decode_point {
    my ($bytes) = @_;
    my ($y, $sign) = (number(without_sign($bytes)), ord(substr $bytes, 31) >> 7);
    return undef if $y >= $P;
    my ($u, $v) = ((product($y, $y) - 1) % $P, (product($D, product($y, $y)) + 1) % $P);
    my $v3 = product(product($v, $v), $v);
    my $x = product(product($u, $v3), product($u, product(product($v3, $v3), $v))->bmodpow(($P - 5) / 8, $P));
    $x = product($x, $SQRT_MINUS_ONE) if product($v, product($x, $x)) != $u;
    return undef if product($v, product($x, $x)) != $u || ($x == 0 && $sign);
    $x = $P - $x if $x % 2 != $sign;
    return [$x, $y, Math::BigInt->new(1), product($x, $y)];
}

my %SOUND;

sub is_sound_key {
    my ($key) = @_;
    return $SOUND{$key} //= do {
        my $a = $SMALL_ORDER{ without_sign($key) } ? undef : decode_point($key);
        my $multiple = [map { Math::BigInt->new($_) } 0, 1, 1, 0];
        for my $bit (defined $a ? split //, substr($L->as_bin, 2) : ()) {
            $multiple = double($multiple);
            $multiple = sum($multiple, $a) if $bit;
        }
        defined $a && $multiple->[0] == 0 && $multiple->[1] == $multiple->[2] ? 1 : 0;
    };
}

sub verifies {
    my ($key, $signature, $message) = @_;
    return 0 if length $signature != 64;
    my ($r, $s) = (substr($signature, 0, 32), substr $signature, 32);
    return 0 if number($s) >= $L || number(without_sign($r)) >= $P || $SMALL_ORDER{ without_sign($r) };
    return Crypt::PK::Ed25519->new->import_key_raw($key, 'public')->verify_message($signature, $message) ? 1 : 0;
}

# --- §4.1 to §4.3: the trust bundle. ---

my $BODY_HEADER = pack 'H*', 'a110781c6170706c69636174696f6e2f6d6f686f722d74727573742b63626f72';
my $ISSUER = qr/\A[\x{20}-\x{7e}\x{c0}-\x{24f}\x{900}-\x{dff}\x{1c50}-\x{1c7f}\x{1e00}-\x{1eff}\x{2013}\x{2019}]{1,64}\z/;

sub demand { refuse('KEYSET_MALFORMED') if !$_[0] }
sub thumbprint { my ($key) = @_; return sha256("\xa3\x01\x01\x20\x06\x21\x58\x20" . $key) }

sub malformed_unless {
    my ($work) = @_;
    my @result = eval { $work->() };
    refuse('KEYSET_MALFORMED') if $@;
    return @result;
}

sub cose_key {
    my ($item) = @_;
    demand(has_keys($item, qw(01 02 03 20 21)));
    my ($kty, $kid, $alg, $crv, $x) = @{ $item->[1] }{qw(01 02 03 20 21)};
    demand(is($kty, 'integer') && $kty->[1] == 1 && is($alg, 'integer') && $alg->[1] == -8 && is($crv, 'integer') && $crv->[1] == 6);
    demand(is_bytes($x, 32) && is_bytes($kid, 4) && $kid->[1] eq substr(thumbprint($x->[1]), 0, 4));
    return $x->[1];
}

sub open_bundle {
    my ($bytes) = @_;
    my ($tags, $item) = malformed_unless(sub { read_document($bytes, @BUNDLE_BOUNDS) });
    my @parts = is($item, 'array') ? @{ $item->[1] } : ();
    demand("@$tags" eq '98' && @parts == 4 && is($parts[0], 'bytes') && $parts[0][1] eq $BODY_HEADER && has_keys($parts[1]));
    demand(is($parts[2], 'bytes') && is($parts[3], 'array') && @{ $parts[3][1] } <= 16);
    my ($payload, @signatures) = ($parts[2][1], map { signature_parts($_) } @{ $parts[3][1] });
    my ($inner_tags, $map) = malformed_unless(sub { read_document($payload, @BUNDLE_BOUNDS) });
    demand(!@$inner_tags && is($map, 'map'));
    my $format = $map->[1]{'00'};
    demand(is_uint($format));
    refuse('KEYSET_VERSION_UNSUPPORTED') if $format->[1] != 1;
    my $bundle = read_bundle($map);
    is_sound_key($_) or refuse('KEYSET_KEY_INVALID') for @{ $bundle->{roots} }, map { $_->{key} } @{ $bundle->{keys} };
    my $signing = grep {
        my $root = $_;
        grep {
            my ($header, $kid, $signature) = @$_;
            my $signed = "\x85\x69Signature" . byte_string($BODY_HEADER) . byte_string($header) . "\x40" . byte_string($payload);
            $kid eq substr(thumbprint($root), 0, 4) && verifies($root, $signature, $signed)
        } @signatures
    } @{ $bundle->{roots} };
    refuse('KEYSET_SIGNATURE_INVALID') if $signing < $bundle->{threshold};
    return $bundle;
}

sub signature_parts {
    my ($item) = @_;
    my @parts = is($item, 'array') ? @{ $item->[1] } : ();
    demand(@parts == 3 && is($parts[0], 'bytes') && has_keys($parts[1]) && is($parts[2], 'bytes'));
    return [$parts[0][1], malformed_unless(sub { kid_of($parts[0][1]) }), $parts[2][1]];
}

sub read_bundle {
    my ($map) = @_;
    demand(has_keys($map, map { "0$_" } 0 .. 8));
    my (undef, $version, $issuer, $issued, $expires, $ages, $root, $keys, $companions) = map { $map->[1]{"0$_"} } 0 .. 8;
    demand(is_uint($_)) for $version, $issued, $expires;
    demand($version->[1] >= 1 && $issued->[1] < $expires->[1]);
    demand(is($issuer, 'text') && $issuer->[1] =~ $ISSUER && NFC($issuer->[1]) eq $issuer->[1]);
    demand(is($ages, 'array') && @{ $ages->[1] } == 2 && is_uint($ages->[1][0]) && is_uint($ages->[1][1]));
    demand($ages->[1][0][1] <= $ages->[1][1][1]);
    demand(is($root, 'array') && @{ $root->[1] } == 2 && is($root->[1][1], 'array') && @{ $root->[1][1][1] } <= 16);
    my ($threshold, @roots) = ($root->[1][0], map { cose_key($_) } @{ $root->[1][1][1] });
    demand(is_uint($threshold) && $threshold->[1] >= 1 && $threshold->[1] <= @roots);
    demand(is($keys, 'array') && @{ $keys->[1] } <= 64);
    my @keys = map { entry($_) } @{ $keys->[1] };
    my (%twice, %per_kid);
    demand(!$twice{$_}++) for @roots, map { $_->{key} } @keys;
    demand(++$per_kid{ $_->{kid} } <= 4) for @keys;
    demand(is($companions, 'array') && @{ $companions->[1] } <= 128);
    for my $companion (@{ $companions->[1] }) {
        my ($index, $kind, $least, $digest) = is($companion, 'array') && @{ $companion->[1] } == 4 ? @{ $companion->[1] } : ();
        demand(is_uint($index) && $index->[1] < @keys && is_uint($kind) && ($kind->[1] == 1 || $kind->[1] == 2));
        demand(is_uint($least) && $least->[1] >= 1 && ($kind->[1] == 1 || $least->[1] == 1) && is_bytes($digest, 32));
        demand(!$keys[ $index->[1] ]{companions}{ $kind->[1] }++);
    }
    return { issuer => $issuer->[1], issued => $issued->[1], expires => $expires->[1], ageing_after => $ages->[1][0][1],
        stale_after => $ages->[1][1][1], threshold => $threshold->[1], roots => \@roots, keys => \@keys };
}

sub entry {
    my ($item) = @_;
    demand(has_keys($item, map { "0$_" } 1 .. 6));
    my ($cose_key, $purpose, $use_from, $sign_until, $accept_until, $state) = map { $item->[1]{"0$_"} } 1 .. 6;
    my $key = cose_key($cose_key);
    demand(is_uint($_)) for $purpose, $use_from, $sign_until, $accept_until, $state;
    demand($purpose->[1] >= 1 && $purpose->[1] <= 3 && $state->[1] >= 1 && $state->[1] <= 2);
    demand($use_from->[1] <= $sign_until->[1] && $sign_until->[1] <= $accept_until->[1]);
    return { key => $key, kid => substr(thumbprint($key), 0, 4), purpose => (undef, qw(certificate status-list specimen))[$purpose->[1]],
        use_from => $use_from->[1], sign_until => $sign_until->[1], accept_until => $accept_until->[1], revoked => $state->[1] == 2 };
}

# --- §3.5 to §3.7, §6.8: the claims. Keys are the hex of their encodings: 18a9 is 169, 3a00010000 is -65537. ---

my $LATIN = '\x{41}-\x{5a}\x{61}-\x{7a}\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{24f}\x{1e00}-\x{1eff}';
my $SECOND = '\x{606}-\x{61b}\x{61d}-\x{6dc}\x{6de}-\x{6ff}\x{750}-\x{77f}\x{900}-\x{dff}\x{1c50}-\x{1c7f}\x{aae0}-\x{aaff}\x{abc0}-\x{abff}';
my $JOINERS = '\x{20}\x{27}\x{2d}\x{2e}\x{2019}';

sub is_name {
    my ($item, $letters, $joiners) = @_;
    return is($item, 'text') && $item->[1] =~ /\A[$letters$joiners]+\z/ && $item->[1] =~ /[$letters]/
        && $item->[1] !~ /\A | \z|  / && NFC($item->[1]) eq $item->[1];
}

sub is_birth_date {
    my ($item) = @_;
    return 0 if !is($item, 'text') || $item->[1] !~ /\A((?:18|19|20)[0-9]{2})(?:(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01]))?\z/a;
    my ($year, $month, $day) = ($1, $2, $3);
    my $february = $year % 4 == 0 && ($year % 100 != 0 || $year % 400 == 0) ? 29 : 28;
    return !defined $month || $day <= (31, $february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[$month - 1];
}

sub read_identity {
    my ($item) = @_;
    my %map = is($item, 'map') ? %{ $item->[1] } : refuse('IDENTITY_DATA_INVALID');
    my ($full, $born, $second, $language) = delete @map{qw(04 08 13 14)};
    my $is_sound = !%map && is_name($full, $LATIN, $JOINERS) && (!defined $born || is_birth_date($born)) && !(defined $second xor defined $language);
    $is_sound &&= is_name($second, $SECOND, $JOINERS . '\x{200c}\x{200d}') && is($language, 'text') && $language->[1] =~ /\A[a-z]{3}\z/ if defined $second;
    refuse('IDENTITY_DATA_INVALID') if !$is_sound;
    return { fullName => $full->[1], (defined $second ? (secondName => { fullName => $second->[1], language => $language->[1] }) : ()),
        (defined $born ? (birthDate => $born->[1]) : ()) };
}

sub read_claims {
    my ($payload) = @_;
    my ($tags, $item) = read_document($payload, @TOKEN_BOUNDS);
    refuse('CWT_CLAIM_INVALID') if @$tags || !is($item, 'map');
    my %map = %{ $item->[1] };
    my ($aud, $exp, $nbf, $iat, $cti, $identity, $status) = delete @map{qw(03 04 05 06 07 18a9 3a00010000)};
    refuse('CWT_CLAIM_UNKNOWN') if %map;
    defined or refuse('CWT_CLAIM_MISSING') for $exp, $iat, $cti, $identity, $status;
    refuse('CWT_CLAIM_INVALID') if defined $aud && !(is($aud, 'text') && $aud->[1] =~ /\A[!-~]{1,64}\z/);
    is_uint($_) or refuse('CWT_CLAIM_INVALID') for $exp, $iat, $nbf // ();
    refuse('CWT_CLAIM_INVALID') if !is_bytes($cti, 3) && !(is_bytes($cti, 4) && $cti->[1] !~ /\A\0/);
    my $claims = { identity => read_identity($identity), exp => $exp->[1], iat => $iat->[1] };
    refuse('CWT_CLAIM_INVALID') if !is($status, 'integer');
    $claims->{status} = ($status->[1] >= 0 ? (qw(not partially fully))[$status->[1]] : undef) // refuse('STATUS_UNKNOWN');
    refuse('CWT_CLAIM_INVALID') if $iat->[1] >= $exp->[1] || (defined $nbf && !($iat->[1] < $nbf->[1] && $nbf->[1] < $exp->[1]));
    $claims->{nbf} = $nbf->[1] if defined $nbf;
    $claims->{aud} = $aud->[1] if defined $aud;
    $claims->{statusIndex} = hex unpack 'H*', $cti->[1];
    return ($claims, unpack 'H*', $cti->[1]);
}

# --- §6: the verdict; §7: the admission. ---

my %UNDECIDED = map { $_ => 1 } qw(KEYSET_MISSING KEYSET_MALFORMED KEYSET_VERSION_UNSUPPORTED KEYSET_KEY_INVALID KEYSET_SIGNATURE_INVALID
    CLOCK_IMPLAUSIBLE KEYSET_STALE ISSUEDSET_MISSING STATUSLIST_BEHIND);

sub verify {
    my ($question, $seen) = @_;
    my $now = $question->{now};
    my $part = in_step('qr', sub { base45_part($question->{qrText}) });
    my $token = in_step('base45', sub { base45($part) });
    $seen->{tokenHex} = unpack 'H*', $token;
    my @document = in_step('cbor', sub { read_document($token, @TOKEN_BOUNDS) });
    my $sign1 = in_step('cose', sub { read_sign1(@document) });
    @$seen{qw(protectedHeaderHex payloadHex toBeSignedHex signatureHex)} = map { unpack 'H*', $_ } @$sign1{qw(header payload signed signature)};
    my $trust = in_step('trust', sub {
        my $opened = open_bundle(pack 'H*', $question->{trust} // refuse('KEYSET_MISSING'));
        my $floor = $question->{clockFloor} // 0;
        refuse('CLOCK_IMPLAUSIBLE') if $now < ($floor > $opened->{issued} ? $floor : $opened->{issued}) - 300;
        return $opened;
    });
    my $is_stale = $now >= $trust->{expires} || $now - $trust->{issued} > $trust->{stale_after};
    my @candidates = in_step('key', sub {
        my @sharing = grep { $_->{kid} eq $sign1->{kid} } @{ $trust->{keys} };
        refuse($is_stale ? 'KEYSET_STALE' : 'KEY_UNKNOWN') if !@sharing;
        my @certifying = grep { $_->{purpose} ne 'status-list' } @sharing;
        return @certifying ? @certifying : refuse('KEY_USE_MISMATCH');
    });
    my ($key) = grep { verifies($_->{key}, $sign1->{signature}, $sign1->{signed}) } @candidates;
    in_step('signature', sub { $key // refuse('SIGNATURE_INVALID') });
    my ($claims, $cti) = in_step('claims', sub { read_claims($sign1->{payload}) });
    in_step('dates', sub {
        refuse('CWT_NOT_YET_VALID') if $now < ($claims->{nbf} // $claims->{iat}) - 300;
        refuse('CWT_EXPIRED') if $now >= $claims->{exp};
    });
    in_step('key-state', sub {
        refuse($key->{companions}{2} ? 'ISSUEDSET_MISSING' : 'KEY_REVOKED') if $key->{revoked};
        refuse('KEYSET_STALE') if $is_stale;
        refuse('KEY_NOT_YET_ACTIVE') if $claims->{iat} < $key->{use_from};
        refuse('KEY_RETIRED') if $claims->{iat} > $key->{sign_until} || $now > $key->{accept_until};
    });
    in_step('status-list', sub { refuse('STATUSLIST_BEHIND') if $key->{companions}{1} });
    my @notices = ('STATUSLIST_MISSING');
    push @notices, 'KEYSET_AGEING' if $now - $trust->{issued} > $trust->{ageing_after};
    push @notices, 'KEY_SPECIMEN' if $key->{purpose} eq 'specimen';
    return { outcome => 'valid', claims => $claims, kid => unpack('H*', $sign1->{kid}), cti => $cti, issuer => $trust->{issuer}, notices => \@notices };
}

sub assess {
    my ($verdict, $policy, $now) = @_;
    return { outcome => 'undecided', code => $verdict->{code} } if $verdict->{outcome} eq 'undecided';
    my $claims = $verdict->{claims};
    my $code = $verdict->{code}
        // ((grep { $_ eq 'KEY_SPECIMEN' } @{ $verdict->{notices} }) && !$policy->{admitsSpecimens} ? 'POLICY_SPECIMEN_NOT_ADMITTED'
        : defined $claims->{aud} && $claims->{aud} ne ($policy->{audience} // '') ? 'POLICY_AUDIENCE_MISMATCH'
        : !(grep { $_ eq $claims->{status} } @{ $policy->{statuses} }) ? 'POLICY_STATUS_NOT_ADMITTED'
        : defined $policy->{maxAgeSeconds} && $now - $claims->{iat} > $policy->{maxAgeSeconds} ? 'POLICY_TOO_OLD' : undef);
    return defined $code ? { outcome => 'not-admitted', code => $code } : { outcome => 'admitted' };
}

# --- The conformance protocol. ---

sub answer {
    my ($question) = @_;
    return { unsupported => JSON::PP::true } if $question->{ask} ne 'verdict' || @{ $question->{updates} // [] } || @{ $question->{issuedSets} // [] };
    my %seen;
    my $verdict = eval { verify($question, \%seen) };
    if (!defined $verdict) {
        die $@ if ref $@ ne 'HASH';
        $verdict = { %{$@}, outcome => $UNDECIDED{ $@->{code} } ? 'undecided' : 'invalid' };
    }
    my %admission = defined $question->{policy} ? (admission => assess($verdict, $question->{policy}, $question->{now})) : ();
    return { verdict => $verdict, %admission, intermediates => \%seen };
}

die "usage: mohor-verifier.pl conformance\n" if "@ARGV" ne 'conformance';
$| = 1;
while (my $line = <STDIN>) {
    my $question = eval { $JSON->decode($line) } // {};
    my $answer = eval { answer($question) } // { error => "$@" };
    print $JSON->encode({ id => $question->{id}, %$answer }), "\n";
}
